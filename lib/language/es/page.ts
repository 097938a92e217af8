// What the pages at a customer's link say, in Spanish. The server draws it; no browser loads it.

export const PAGE = {
  // The door, and what opens nothing
  'Your link': 'Su enlace',
  'Not found': 'No encontrado',
  '{company} has something for you': '{company} tiene algo para usted',
  'Open it': 'Abrir',
  'This page is for {name}: what {company} has written for you, what it costs, and your payments. If that isn’t you, close it: nothing has happened.':
    'Esta página es para {name}: lo que {company} ha preparado para usted, cuánto cuesta y sus pagos. Si no es usted, ciérrela: no ha pasado nada.',
  'This link doesn’t open anything': 'Este enlace no abre nada',
  'Links work for a limited time, and for the person they were sent to. Open the newest email from your contractor, or ask them for a new link: reply to their email or call them.':
    'Los enlaces funcionan por un tiempo limitado y para la persona a quien se enviaron. Abra el correo más reciente de su contratista o pídale un enlace nuevo: responda a su correo o llámele.',
  'If you typed the address, part of it may be missing.': 'Si escribió la dirección, puede que falte una parte.',
  'This page no longer follows what happens. Reload it to see why.':
    'Esta página ya no sigue lo que ocurre. Vuelva a cargarla para ver por qué.',
  'This page isn’t available right now': 'Esta página no está disponible por ahora',
  '{company} can’t take payments or signatures here at the moment. For anything about your job, call {phone} or write to {email}.':
    'Por el momento {company} no puede recibir pagos ni firmas aquí. Para cualquier asunto de su proyecto, llame al {phone} o escriba a {email}.',
  '{company} can’t take payments or signatures here at the moment. For anything about your job, call {phone}.':
    'Por el momento {company} no puede recibir pagos ni firmas aquí. Para cualquier asunto de su proyecto, llame al {phone}.',
  '{company} can’t take payments or signatures here at the moment. For anything about your job, write to {email}.':
    'Por el momento {company} no puede recibir pagos ni firmas aquí. Para cualquier asunto de su proyecto, escriba a {email}.',
  '{company} can’t take payments or signatures here at the moment. For anything about your job, contact {company}.':
    'Por el momento {company} no puede recibir pagos ni firmas aquí. Para cualquier asunto de su proyecto, comuníquese con {company}.',

  // The frame
  'For {name}': 'Para {name}',
  'Call {phone}': 'Llamar al {phone}',
  'Email {email}': 'Escribir a {email}',

  // What is owed
  'Job {count}': 'Proyecto {count}',
  'Asked for by {day}: {amount}': 'Se le pide para el {day}: {amount}',
  'Due now: {amount}': 'A pagar ahora: {amount}',
  'Nothing is due now. Next: {label}, {amount}, {when}.':
    'Ahora no hay nada que pagar. Lo próximo: {label}, {amount}, {when}.',
  '{amount} is being confirmed. Don’t pay it again.': '{amount} se está confirmando. No lo pague otra vez.',
  '{amountPaid} paid of {amountTotal}': '{amountPaid} pagados de {amountTotal}',
  'Pay {amount}': 'Pagar {amount}',

  // The papers
  Papers: 'Documentos',
  'Nothing was sent yet. What your contractor sends you appears here.':
    'Todavía no se ha enviado nada. Lo que su contratista le envíe aparece aquí.',
  'Waiting for your answer': 'Falta su respuesta',
  'Waiting to be signed': 'Faltan firmas',
  'No longer valid': 'Ya no es válida',
  Accepted: 'Aceptada',
  Signed: 'Firmado',
  Completed: 'Terminado',
  'Replaced by the agreement': 'Reemplazada por el contrato',
  'You have signed, others still sign': 'Usted ya firmó; faltan otras firmas',
  ', good until {day}': ', válida hasta el {day}',
  'Read and answer': 'Leer y responder',
  'Read and sign': 'Leer y firmar',
  Read: 'Leer',
  'Ask for a copy': 'Pida una copia',
  Proposal: 'Propuesta',
  Agreement: 'Contrato',
  'Change order': 'Orden de cambio',
  'Change order {count}': 'Orden de cambio {count}',

  // The schedule
  'When it’s due': 'Cuándo se paga',
  '{amount} open': '{amount} pendientes',
  'On signing': 'Al firmar',
  'After the right to cancel has ended': 'Cuando termine el derecho a cancelar',
  'On completion': 'Al terminar la obra',
  'Not due yet': 'Todavía no se paga',
  Requested: 'Solicitado',
  Paid: 'Pagado',
  Overpaid: 'Pagado de más',

  // The payments
  'Your payments': 'Sus pagos',
  '{account} ending in {last}': '{account} terminada en {last}',
  '{bank} checking': '{bank}, cuenta de cheques',
  '{bank} savings': '{bank}, cuenta de ahorros',
  'Receipt for {amount}': 'Recibo de {amount}',
  Check: 'Cheque',
  'Check {number}': 'Cheque {number}',
  Cash: 'Efectivo',
  'Other payment': 'Otro pago',

  // One paper
  'Back to your job': 'Volver a su proyecto',
  'Sent {day}': 'Enviado el {day}',
  'This paper is in the language in which it was written.': 'Este documento está en el idioma en que se escribió.',
  'Accepted {day}': 'Aceptada el {day}',
  'At {amount}. Your contractor sends you the agreement next.':
    'Por {amount}. Después su contratista le envía el contrato.',
  'The day until which it was good is over. Ask your contractor to send it again.':
    'Ya pasó el último día en que era válido. Pídale a su contratista que lo envíe de nuevo.',
  'If you have changed your mind, call your contractor.': 'Si ha cambiado de opinión, llame a su contratista.',
  'There is an agreement': 'Ya hay un contrato',
  'It takes the place of this proposal.': 'Reemplaza a esta propuesta.',
  'Signed by everybody': 'Firmado por todos',
  'Download the PDF and keep it.': 'Descargue el PDF y guárdelo.',
  'Waiting for your signature': 'Falta su firma',
  'Read it here. Your contractor brings the proposal for you to sign.':
    'Léala aquí. Su contratista le lleva la propuesta para que la firme.',
  'Read it here. Your contractor brings the agreement for you to sign.':
    'Léalo aquí. Su contratista le lleva el contrato para que lo firme.',
  'Read it here. Your contractor brings the change order {count} for you to sign.':
    'Léala aquí. Su contratista le lleva la orden de cambio {count} para que la firme.',
  '{name} declined to sign': '{name} no quiso firmar',
  'Why: “{reason}”. Nothing more is signed of this version. Your contractor can send another one.':
    'Motivo: “{reason}”. Esta versión ya no se firma. Su contratista puede enviar otra.',
  'Your contractor is looking at it once more.': 'Su contratista lo está revisando una vez más.',
  'You signed on {day}': 'Usted firmó el {day}',
  'Still to sign: {names}.': 'Faltan por firmar: {names}.',
  'This is for {names} to sign': 'Esto lo firman: {names}',
  'You can read it here, and download it.': 'Puede leerlo aquí y descargarlo.',
  'Not your turn to sign yet': 'Todavía no le toca firmar',
  'First: {names}. Then you sign here.': 'Primero: {names}. Después usted firma aquí.',
  'Read all of it. You sign below.': 'Léalo todo. Se firma abajo.',
  Signatures: 'Firmas',
  'Signed {day}': 'Firmado el {day}',
  'Signed by {name}, {day}': 'Firmado por {name}, {day}',
  'Declined {day}: “{reason}”': 'No quiso firmar, {day}: “{reason}”',
  'Signs after {names}': 'Firma después de {names}',
  'Not signed yet': 'Todavía sin firmar',
  and: 'y',
  'Version {count}. Fingerprint {hash}: your contractor’s copy and the PDF show the same.':
    'Versión {count}. Huella {hash}: la copia de su contratista y el PDF muestran la misma.',

  // A sealed copy
  'Your sealed copy is being made. It appears here.': 'Se está preparando su copia sellada. Aparecerá aquí.',
  'Sealed {day}, fingerprint {hash}. Whether a copy was changed since, anybody can see: {link}.':
    'Sellado el {day}, huella {hash}. Cualquiera puede ver si una copia cambió desde entonces: {link}.',
  'check a copy': 'revisar una copia',
  'Sealed copy': 'Copia sellada',

  // The right to cancel
  'After the right to cancel has ended, {day}': 'Cuando termine el derecho a cancelar, el {day}',
  'How to cancel': 'Cómo cancelar',
  'Your right to cancel': 'Su derecho a cancelar',
  'You may cancel until midnight of {day} ({zone}).': 'Puede cancelar hasta la medianoche del {day} ({zone}).',
  'You may cancel until midnight of {day} ({zone}); {wordLonger}.':
    'Puede cancelar hasta la medianoche del {day} ({zone}); {wordLonger}.',
  'You may still cancel {wordLonger}.': 'Todavía puede cancelar {wordLonger}.',
  'if you’re 65 or older, until midnight of {day} ({zone})':
    'si tiene 65 años o más, hasta la medianoche del {day} ({zone})',
  'if this repairs what a disaster damaged, until midnight of {day} ({zone})':
    'si esto repara daños de un desastre, hasta la medianoche del {day} ({zone})',
  'if you’re 65 or older, until midnight of {day} ({zone}); if this repairs what a disaster damaged, until midnight of {dayOther} ({zoneOther})':
    'si tiene 65 años o más, hasta la medianoche del {day} ({zone}); si esto repara daños de un desastre, hasta la medianoche del {dayOther} ({zoneOther})',
  'if you’re 65 or older, until midnight of {day} ({zone}); or if this repairs what a disaster damaged, until midnight of {dayOther} ({zoneOther})':
    'si tiene 65 años o más, hasta la medianoche del {day} ({zone}); o si esto repara daños de un desastre, hasta la medianoche del {dayOther} ({zoneOther})',
  'Cancel here, by email, or by a letter: one with a postmark before midnight of that day counts. You need no reason.':
    'Cancele aquí, por correo electrónico o por carta: vale si tiene matasellos de antes de la medianoche de ese día. No necesita un motivo.',
  'Read the notice of cancellation': 'Leer el aviso de cancelación',
  '{count} business days': '{count} días hábiles',
  '{count} days': '{count} días',
  Canceled: 'Cancelado',
  'It ended with the agreement. Nothing of it is owed.': 'Terminó con el contrato. No se debe nada de ella.',
  'The agreement is canceled': 'El contrato está cancelado',
  'Canceled on this page, {day}': 'Cancelado en esta página, {day}',
  'By mail, {day}': 'Por correo postal, {day}',
  'By mail, dated {day}, received {dayReceived}': 'Por correo postal, con fecha del {day}, recibido el {dayReceived}',
  'By email, {day}': 'Por correo electrónico, {day}',
  'By email, dated {day}, received {dayReceived}':
    'Por correo electrónico, con fecha del {day}, recibido el {dayReceived}',
  'Handed over, {day}': 'Entregado en mano, {day}',
  'Handed over, dated {day}, received {dayReceived}':
    'Entregado en mano, con fecha del {day}, recibido el {dayReceived}',
  'Recorded, {day}': 'Registrado, {day}',
  'Recorded, dated {day}, received {dayReceived}': 'Registrado, con fecha del {day}, recibido el {dayReceived}',
  'Nothing was paid, and nothing is owed.': 'No se pagó nada y no se debe nada.',
  'All that you paid, {amount}, is voided or refunded.': 'Todo lo que pagó, {amount}, está anulado o reembolsado.',
  'You paid {amount}.': 'Usted pagó {amount}.',
  'Your contractor refunds it by {day}.': 'Su contratista se lo reembolsa a más tardar el {day}.',
  'Your contractor refunds it by {day}, and {amount} of it already is.':
    'Su contratista se lo reembolsa a más tardar el {day}; {amount} ya están reembolsados.',

  // What is saved
  'Saved to pay with': 'Guardado para pagar',
  'Offered first': 'Se ofrece primero',
  'To use another number, enter it when you pay and choose to save it. Then remove the old one here.':
    'Para usar otro número, escríbalo al pagar y elija guardarlo. Después quite el anterior aquí.',
  'New date': 'Nueva fecha',
  'New date for {name}': 'Nueva fecha de {name}',
  'For a card that your bank sent in place of this one, with the same number. Nothing is charged.':
    'Para la tarjeta que su banco le envió en lugar de esta, con el mismo número. No se cobra nada.',
  'Leave it blank if it’s the same as before.': 'Déjelo en blanco si es el mismo de antes.',
  'Save the date': 'Guardar la fecha',
  Remove: 'Quitar',
  'Remove {name}?': '¿Quitar {name}?',
  'Remove it': 'Quitarla',
  'It’s no longer saved, and isn’t charged again. What you have paid with it stays paid.':
    'Ya no queda guardada y no se le vuelve a cobrar. Lo que pagó con ella queda pagado.',
} as const
