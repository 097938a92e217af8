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
} as const
