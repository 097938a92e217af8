// What the page that checks a sealed paper says in Spanish. All of it travels with the page: what the server says of a file
// is put into Spanish there.

export const VERIFY = {
  'Check a sealed paper': 'Comprobar un documento sellado',
  'Once everybody has signed a proposal, an agreement or a change order, Plumbline seals the PDF. Choose one to see whether it was sealed here, and whether anything in it was changed since. We keep nothing of the file.':
    'Cuando todos firmaron una propuesta, un contrato o una orden de cambio, Plumbline sella el PDF. Elija uno para ver si se selló aquí y si algo cambió desde entonces. No guardamos nada del archivo.',
  'The file': 'El archivo',
  'File to check': 'Archivo para comprobar',
  'Choose a PDF': 'Elegir un PDF',
  'or drop it here': 'o suéltelo aquí',
  'Checking…': 'Comprobando…',
  'Checking {name}': 'Comprobando {name}',
  Good: 'Bien',
  'Not good': 'Mal',
  Open: 'Sin respuesta',
  'Fingerprint of this file (SHA-256)': 'Huella de este archivo (SHA-256)',
  'What other programs say': 'Lo que dicen otros programas',
  'A program such as Acrobat may say that the signer’s identity is unknown, or that the issuer isn’t trusted.':
    'Un programa como Acrobat puede decir que la identidad del firmante es desconocida, o que el emisor no es de confianza.',
  'That’s about who vouches for the certificate: Plumbline makes its own, unless whoever runs it brought one of an authority, and nobody else vouches for that.':
    'Se trata de quién responde por el certificado: Plumbline hace el suyo, a menos que quien lo administra haya puesto el de una autoridad, y nadie más responde por él.',
  'Whether the file was changed, the program can tell all the same, and so can this page.':
    'Aun así, el programa puede ver si el archivo cambió, y esta página también.',

  // The four answers
  'Was this very file sealed here?': '¿Se selló aquí este mismo archivo?',
  'Yes. Proposal {count}, version {countVersion}, of {company}, sealed {day} (UTC).':
    'Sí. Propuesta {count}, versión {countVersion}, de {company}, sellada el {day} (UTC).',
  'Yes. Agreement {count}, version {countVersion}, of {company}, sealed {day} (UTC).':
    'Sí. Contrato {count}, versión {countVersion}, de {company}, sellado el {day} (UTC).',
  'Yes. Change order {count}, version {countVersion}, of {company}, sealed {day} (UTC).':
    'Sí. Orden de cambio {count}, versión {countVersion}, de {company}, sellada el {day} (UTC).',
  'No. Its fingerprint isn’t on record here.': 'No. Su huella no está registrada aquí.',
  'Does the seal cover the whole file?': '¿Cubre el sello todo el archivo?',
  'Yes, to its last byte.': 'Sí, hasta el último byte.',
  'No. Something stands behind what was sealed.': 'No. Hay algo después de lo que se selló.',
  'Is it unchanged, under our certificate?': '¿Está sin cambios, con nuestro certificado?',
  'Yes. Unchanged since {day} (UTC), and sealed with a certificate of this Plumbline.':
    'Sí. Sin cambios desde el {day} (UTC), y sellado con un certificado de este Plumbline.',
  'Yes. Unchanged, and sealed with a certificate of this Plumbline.':
    'Sí. Sin cambios, y sellado con un certificado de este Plumbline.',
  'What was sealed is unchanged since {day} (UTC).': 'Lo que se selló está sin cambios desde el {day} (UTC).',
  'What was sealed is unchanged.': 'Lo que se selló está sin cambios.',
  'What was added isn’t part of it.': 'Lo que se agregó no forma parte de ello.',
  'Not known. The certificate isn’t one of this Plumbline.': 'No se sabe. El certificado no es uno de este Plumbline.',
  'No. It isn’t as it was when it was sealed.': 'No. No está como cuando se selló.',
  'Not known, without a seal of ours.': 'No se sabe, sin un sello nuestro.',
  'Is the history of this paper intact?': '¿Está intacto el historial de este documento?',
  'Yes. Each step is as it was written down.': 'Sí. Cada paso está como se anotó.',
  'No. Something in it was changed or removed.': 'No. Algo en él se cambió o se quitó.',
  'Not checked.': 'No se comprobó.',
  'Ask whoever runs this Plumbline.': 'Pregunte a quien administra este Plumbline.',

  // What it means, and what to do next
  'This is the paper as it was sealed': 'Este es el documento como se selló',
  'You can rely on this file. Keep it.': 'Puede confiar en este archivo. Guárdelo.',
  'The file is unchanged, but its history isn’t': 'El archivo está sin cambios, pero su historial no',
  'The paper is as it was sealed. What was written down about its signing has been changed since.':
    'El documento está como se selló. Lo que se anotó sobre su firma se cambió después.',
  'Ask whoever gave it to you for the file as it was sealed, and check that one.':
    'Pida a quien se lo dio el archivo como se selló, y compruebe ese.',
  'This file is too large': 'Este archivo es muy grande',
  'No sealed paper is larger than 40 MB. Choose the file as you received it.':
    'Ningún documento sellado pasa de 40 MB. Elija el archivo como lo recibió.',
  'This file is larger than 40 MB, which no sealed paper is. Choose the file as you received it.':
    'Este archivo pasa de 40 MB, y ningún documento sellado es tan grande. Elija el archivo como lo recibió.',
  'This file isn’t a PDF': 'Este archivo no es un PDF',
  'Choose the PDF that came by email, or that you downloaded.':
    'Elija el PDF que le llegó por correo electrónico o que descargó.',
  'This PDF has no seal': 'Este PDF no tiene sello',
  'A paper gets its seal once everybody has signed it. A copy that was printed, scanned or saved by another program has none.':
    'Un documento recibe su sello cuando todos lo firmaron. Una copia impresa, escaneada o guardada por otro programa no lo tiene.',
  'The seal in this file can’t be read': 'No se puede leer el sello de este archivo',
  'The file may be damaged or cut off.': 'El archivo puede estar dañado o incompleto.',
  'This file wasn’t sealed here': 'Este archivo no se selló aquí',
  'It was signed with a certificate that isn’t one of this Plumbline.':
    'Se firmó con un certificado que no es de este Plumbline.',
  'If it’s said to come from here, don’t rely on it. Ask the company that it names.':
    'Si le dicen que viene de aquí, no confíe en él. Pregunte a la empresa que nombra.',
  'This file was changed after it was sealed': 'Este archivo se cambió después de sellarse',
  'Don’t rely on it.': 'No confíe en él.',
  'Something was added to this file after it was sealed': 'Se agregó algo a este archivo después de sellarse',
  'What was sealed is still in it, but what you see may be what was added: a program that saved the file does that, and so does somebody who wants to mislead.':
    'Lo que se selló sigue ahí, pero lo que usted ve puede ser lo que se agregó: lo hace un programa que guardó el archivo, y también alguien que quiere engañar.',
  'This file is unchanged, but it isn’t on record': 'Este archivo está sin cambios, pero no está registrado',
  'It was sealed by this Plumbline, and this Plumbline has no record of it. Ask the company that it names whether it has the same file.':
    'Lo selló este Plumbline, y este Plumbline no lo tiene registrado. Pregunte a la empresa que nombra si tiene el mismo archivo.',

  // Why a file wasn’t looked at
  'Choose a file.': 'Elija un archivo.',
  'The file didn’t arrive whole. Check your connection and try again.':
    'El archivo no llegó completo. Revise su conexión e intente de nuevo.',
  'Many files are coming in just now. Try again in a minute.':
    'En este momento llegan muchos archivos. Intente de nuevo en un minuto.',
  'This file is larger than Plumbline takes. Make it smaller and try again.':
    'Este archivo es más grande de lo que Plumbline acepta. Hágalo más pequeño e intente de nuevo.',
  'That’s many files from one place.': 'Son muchos archivos desde un mismo lugar.',
  'Wait {count} second, then check this one again.': 'Espere {count} segundo y compruebe este otra vez.',
  'Wait {count} seconds, then check this one again.': 'Espere {count} segundos y compruebe este otra vez.',
  'Wait {count} minutes, then check this one again.': 'Espere {count} minutos y compruebe este otra vez.',
} as const
