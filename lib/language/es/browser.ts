// What a customer's page says by itself in Spanish, in the browser: forms, answers, signing. It comes with the page.

export const BROWSER = {
  // What happens to any press
  'Can’t reach Plumbline. Check your connection and try again.':
    'No se puede conectar con Plumbline. Revise su conexión e intente de nuevo.',
  'A new version of Plumbline is here. Reload the page.':
    'Hay una versión nueva de Plumbline. Vuelva a cargar la página.',
  'This can’t be opened now. Check your connection and try again. If it stays, reload the page.':
    'Esto no se puede abrir ahora. Revise su conexión e intente de nuevo. Si sigue igual, vuelva a cargar la página.',
  'This link no longer works. Ask your contractor for a new one.':
    'Este enlace ya no funciona. Pídale uno nuevo a su contratista.',
  'This link no longer works, so nothing was done. Ask your contractor for another one. What you typed is still here.':
    'Este enlace ya no funciona, así que no se hizo nada. Pídale otro a su contratista. Lo que escribió sigue aquí.',
  'May be out of date': 'Puede que no esté al día',
  'Live updates are interrupted, so this page may have changed. It catches up once the connection is back. If this message stays, reload the page.':
    'Se interrumpieron las actualizaciones, así que esta página puede haber cambiado. Se pone al día cuando vuelva la conexión. Si este mensaje sigue, vuelva a cargar la página.',
  Note: 'Aviso',
  Close: 'Cerrar',
  Cancel: 'Cancelar',
  '(optional)': '(opcional)',
  'Reload the page': 'Volver a cargar la página',
  'Check the fields marked below.': 'Revise los campos marcados abajo.',
  'Leave without saving? You’ll lose what you typed.': '¿Salir sin guardar? Perderá lo que escribió.',
  'This is still being sent, and leaving doesn’t stop it. Leave without seeing the result?':
    'Esto todavía se está enviando, y salir no lo detiene. ¿Salir sin ver el resultado?',

  // Answering a paper
  'Your answer': 'Su respuesta',
  'Your question was sent': 'Su pregunta se envió',
  'Your contractor has it by email, and answers you by email or phone.':
    'Su contratista la tiene en su correo y le responde por correo electrónico o por teléfono.',
  'Ask a question': 'Hacer una pregunta',
  'Ask about the proposal': 'Preguntar sobre la propuesta',
  'Ask about the agreement': 'Preguntar sobre el contrato',
  'Ask about the change order {count}': 'Preguntar sobre la orden de cambio {count}',
  'Your question': 'Su pregunta',
  'Send the question': 'Enviar la pregunta',
  'Your contractor gets it by email, and answers you by email or phone.':
    'Su contratista la recibe por correo y le responde por correo electrónico o por teléfono.',
  Decline: 'Rechazar',
  'Decline the proposal': 'Rechazar la propuesta',
  'Why not?': '¿Por qué no?',
  'Your contractor reads your reason, and can send you another version.':
    'Su contratista lee el motivo y puede enviarle otra versión.',
  'Choose and accept': 'Elegir y aceptar',
  Accept: 'Aceptar',
  'Accept the proposal': 'Aceptar la propuesta',
  'Accept at {amount}': 'Aceptar por {amount}',
  'You pay nothing now. Your contractor then sends you the agreement, which you sign.':
    'Ahora no paga nada. Después su contratista le envía el contrato para que lo firme.',
  'Choose one': 'Elija una opción',
  Optional: 'Opcional',
  Total: 'Total',
  'Choose one option of each': 'Elija una opción de cada grupo',
  'same price': 'mismo precio',

  // Signing
  'Before you sign on this screen': 'Antes de firmar en esta pantalla',
  'Sign the proposal': 'Firmar la propuesta',
  'Sign the agreement': 'Firmar el contrato',
  'Sign the change order {count}': 'Firmar la orden de cambio {count}',
  'By signing you agree to everything in this proposal, as it stands above and in the PDF.':
    'Al firmar, usted acepta todo lo que dice esta propuesta, tal como aparece arriba y en el PDF.',
  'By signing you agree to everything in this agreement, as it stands above and in the PDF.':
    'Al firmar, usted acepta todo lo que dice este contrato, tal como aparece arriba y en el PDF.',
  'By signing you agree to everything in this change order {count}, as it stands above and in the PDF.':
    'Al firmar, usted acepta todo lo que dice esta orden de cambio {count}, tal como aparece arriba y en el PDF.',
  'Decline to sign': 'No firmar',
  'Decline to sign the proposal': 'No firmar la propuesta',
  'Decline to sign the agreement': 'No firmar el contrato',
  'Decline to sign the change order {count}': 'No firmar la orden de cambio {count}',
  'Nobody else signs this version then, and everybody who was asked to reads your reason. Your contractor can send you another version.':
    'Entonces nadie más firma esta versión, y todos a quienes se pidió la firma leen su motivo. Su contratista puede enviarle otra versión.',
  'Now open the proposal as a PDF, to see that you can read it on this device. What you sign has this form.':
    'Ahora abra la propuesta en PDF, para comprobar que puede leerla en este dispositivo. Lo que firma tiene este formato.',
  'Now open the agreement as a PDF, to see that you can read it on this device. What you sign has this form.':
    'Ahora abra el contrato en PDF, para comprobar que puede leerlo en este dispositivo. Lo que firma tiene este formato.',
  'Now open the change order {count} as a PDF, to see that you can read it on this device. What you sign has this form.':
    'Ahora abra la orden de cambio {count} en PDF, para comprobar que puede leerla en este dispositivo. Lo que firma tiene este formato.',
  'Open the PDF': 'Abrir el PDF',
  'Open the PDF first, to see that you can read it.': 'Primero abra el PDF, para comprobar que puede leerlo.',
  'I can read it, and agree to this': 'Puedo leerlo y estoy de acuerdo',
  'Your signature': 'Su firma',
  'Type your name': 'Escribir su nombre',
  'Draw your signature': 'Dibujar su firma',
  'Your name': 'Su nombre',
  'It counts like a signature by hand.': 'Vale como una firma a mano.',
  'Some of these letters can’t be printed on the paper yet.':
    'Algunas de estas letras todavía no se pueden imprimir en el documento.',
  'Draw your signature instead': 'Mejor dibuje su firma',
  'Your signature, drawn': 'Su firma, dibujada',
  'The box to draw your signature in': 'El recuadro para dibujar su firma',
  Undo: 'Deshacer',
  Clear: 'Borrar',
  'Type your name, or draw your signature instead.': 'Escriba su nombre, o mejor dibuje su firma.',
  'A signature can have at most {count} characters.': 'Una firma puede tener {count} caracteres como máximo.',
  'Some of these letters can’t be printed on the paper yet. Draw your signature instead.':
    'Algunas de estas letras todavía no se pueden imprimir en el documento. Mejor dibuje su firma.',
  'Draw your signature first, or type your name instead.': 'Primero dibuje su firma, o mejor escriba su nombre.',
  'This drawing couldn’t be read. Clear it and draw it once more.':
    'Este dibujo no se pudo leer. Bórrelo y dibújelo otra vez.',
  'This drawing has too many strokes. Clear it and draw it once more, more simply.':
    'Este dibujo tiene demasiados trazos. Bórrelo y dibújelo otra vez, más sencillo.',
  'This is too small for a signature. Draw it larger, or type your name instead.':
    'Esto es muy pequeño para una firma. Dibújela más grande, o mejor escriba su nombre.',

  // The button of the payment dialog
  Pay: 'Pagar',

  // What the right to cancel depends on, and canceling
  'Are you 65 or older, or is another owner of the home?':
    '¿Tiene usted 65 años o más, o los tiene otro dueño de la casa?',
  'You then have more days to cancel. Nobody asks for your birthday.':
    'Entonces tiene más días para cancelar. Nadie le pide su fecha de nacimiento.',
  'Is this work to repair damage from a disaster, such as an earthquake, a flood or a fire?':
    '¿Esta obra repara daños de un desastre, como un terremoto, una inundación o un incendio?',
  'You then have more days to cancel.': 'Entonces tiene más días para cancelar.',
  'Choose yes or no.': 'Elija sí o no.',
  Yes: 'Sí',
  No: 'No',
  'Answer the questions above your signature first: they say how long you may cancel.':
    'Primero responda las preguntas de arriba de su firma: dicen hasta cuándo puede cancelar.',
  'Cancel this agreement': 'Cancelar este contrato',
  'Keep the agreement': 'Conservar el contrato',
  'Why?': '¿Por qué?',
  'You don’t have to say.': 'No tiene que decirlo.',
  'The agreement ends, with all its change orders. Nothing more is owed or charged, and your contractor has to refund all that you paid within {within}.':
    'El contrato termina, con todas sus órdenes de cambio. Ya no se debe ni se cobra nada, y su contratista tiene que reembolsarle todo lo que pagó en un plazo de {within}.',
  'You and your contractor get an email with the date. This can’t be undone here.':
    'Usted y su contratista reciben un correo con la fecha. Aquí no se puede deshacer.',

  // Paper instead, and consent taken back
  'You asked for paper': 'Usted pidió papel',
  'Your contractor knows, and brings you the proposal to sign by hand. You can still sign it here.':
    'Su contratista lo sabe y le lleva la propuesta para firmarla a mano. Todavía puede firmarla aquí.',
  'Your contractor knows, and brings you the agreement to sign by hand. You can still sign it here.':
    'Su contratista lo sabe y le lleva el contrato para firmarlo a mano. Todavía puede firmarlo aquí.',
  'Your contractor knows, and brings you the change order {count} to sign by hand. You can still sign it here.':
    'Su contratista lo sabe y le lleva la orden de cambio {count} para firmarla a mano. Todavía puede firmarla aquí.',
  'I want to sign on paper': 'Quiero firmar en papel',
  'Take back my consent to sign electronically': 'Retirar mi consentimiento',
  'Take back your consent?': '¿Retirar su consentimiento?',
  'Take it back': 'Retirarlo',
  'The proposal that you signed stays signed. Your contractor is told, and brings you later papers on paper, or asks you again.':
    'La propuesta que firmó queda firmada. Se le avisa a su contratista, que le lleva en papel los próximos documentos o le vuelve a preguntar.',
  'The agreement that you signed stays signed. Your contractor is told, and brings you later papers on paper, or asks you again.':
    'El contrato que firmó queda firmado. Se le avisa a su contratista, que le lleva en papel los próximos documentos o le vuelve a preguntar.',
  'The change order {count} that you signed stays signed. Your contractor is told, and brings you later papers on paper, or asks you again.':
    'La orden de cambio {count} que firmó queda firmada. Se le avisa a su contratista, que le lleva en papel los próximos documentos o le vuelve a preguntar.',
  'It costs nothing. Your contractor is told and can bring you the proposal on paper. To sign it here after all, you agree again.':
    'No cuesta nada. Se le avisa a su contratista, que puede llevarle la propuesta en papel. Para firmarla aquí después de todo, vuelva a dar su consentimiento.',
  'It costs nothing. Your contractor is told and can bring you the agreement on paper. To sign it here after all, you agree again.':
    'No cuesta nada. Se le avisa a su contratista, que puede llevarle el contrato en papel. Para firmarlo aquí después de todo, vuelva a dar su consentimiento.',
  'It costs nothing. Your contractor is told and can bring you the change order {count} on paper. To sign it here after all, you agree again.':
    'No cuesta nada. Se le avisa a su contratista, que puede llevarle la orden de cambio {count} en papel. Para firmarla aquí después de todo, vuelva a dar su consentimiento.',
} as const
