// Why what a customer pressed wasn't done, in Spanish. These sentences are thrown in English all over lib; link-action.ts
// puts them into the customer's words. refusals.test.ts finds the ones that are missing here.

export const REFUSALS = {
  // Anything
  'This request didn’t come from Plumbline. Reload the page and try again.':
    'Esta solicitud no vino de Plumbline. Vuelva a cargar la página e intente de nuevo.',
  'Something went wrong on our side (error {id}). What you typed is still here. Try again.':
    'Algo falló de nuestro lado (error {id}). Lo que escribió sigue aquí. Intente de nuevo.',
  'This looks like a card number, which can’t be kept here. Take it out. Its only place is “Card number” in Make Payment.':
    'Esto parece un número de tarjeta, que no se puede guardar aquí. Quítelo. Su único lugar es “Número de tarjeta” al pagar.',
  'This has a character in it that can’t be kept. Delete it and type it again.':
    'Hay un carácter que no se puede guardar. Bórrelo y escríbalo de nuevo.',
  'This number is too large. Enter a smaller one.': 'Este número es muy grande. Escriba uno menor.',
  'This job no longer exists. Reload the page.': 'Este proyecto ya no existe. Vuelva a cargar la página.',
  'This document no longer exists. Reload the page.': 'Este documento ya no existe. Vuelva a cargar la página.',
  'This document no longer exists. Go back to the job.': 'Este documento ya no existe. Vuelva a su proyecto.',

  // Answers
  'Say why, in a few words.': 'Diga por qué, en pocas palabras.',
  'The reason can have at most {count} characters.': 'El motivo puede tener {count} caracteres como máximo.',
  'Write your question first.': 'Primero escriba su pregunta.',
  'The question can have at most {count} characters.': 'La pregunta puede tener {count} caracteres como máximo.',
  'Your question wasn’t sent.': 'Su pregunta no se envió.',
  'This has changed since you opened it. Nothing was done. Read it again, then decide.':
    'Esto cambió desde que lo abrió. No se hizo nada. Léalo de nuevo y después decida.',
  'There is an agreement by now in place of this proposal. Nothing was done. Reload the page.':
    'Ya hay un contrato en lugar de esta propuesta. No se hizo nada. Vuelva a cargar la página.',
  'Only a proposal can be declined here. Call your contractor.':
    'Aquí solo se puede rechazar una propuesta. Llame a su contratista.',
  'This proposal was accepted already. Call your contractor if you have changed your mind.':
    'Esta propuesta ya fue aceptada. Si ha cambiado de opinión, llame a su contratista.',
  'A payment was made for this job, so the proposal can’t be declined here. Call your contractor.':
    'Ya se hizo un pago por este proyecto, así que aquí no se puede rechazar la propuesta. Llame a su contratista.',
  'Only a proposal is accepted. This one is signed.': 'Solo una propuesta se acepta. Este documento se firma.',
  'This proposal isn’t sent yet. Send it first.': 'Esta propuesta todavía no se ha enviado. Llame a su contratista.',
  'This proposal has changed since you opened it. Nothing was accepted. Read it again, then decide.':
    'Esta propuesta cambió desde que la abrió. No se aceptó nada. Léala de nuevo y después decida.',
  'This proposal is accepted already at {amount}, recorded by {name}. Reload the page to see it.':
    'Esta propuesta ya fue aceptada por {amount}; lo registró {name}. Vuelva a cargar la página para verla.',
  'This proposal is accepted already. Reload the page to see it.':
    'Esta propuesta ya fue aceptada. Vuelva a cargar la página para verla.',
  'This proposal was declined. Mark it as sent again first.':
    'Esta propuesta fue rechazada. Pídale a su contratista que la envíe de nuevo.',
  'This proposal was good until {day}. Choose a later day and send it again.':
    'Esta propuesta era válida hasta el {day}. Pídale a su contratista que la envíe de nuevo.',
  'This proposal can’t be accepted as it is.': 'Esta propuesta no se puede aceptar como está.',
  'Choose one of the options. Nothing was accepted yet.': 'Elija una de las opciones. Todavía no se aceptó nada.',
  'The total is {amount}, not what this page showed. Nothing was accepted. Look at the new total, then decide again.':
    'El total es {amount}, no lo que mostraba esta página. No se aceptó nada. Vea el total nuevo y decida otra vez.',
  'The total can’t be below {amount}, which is already paid or being charged. Raise a price or add a line. Nothing was saved.':
    'El total no puede ser menos de {amount}, que ya se pagó o se está cobrando. No se guardó nada. Llame a su contratista.',

  // Signing
  'Open the sample first, to see that you can read it.': 'Primero abra la muestra, para comprobar que puede leerla.',
  'This has changed since you opened it. Nothing was signed. Read it again, then decide.':
    'Esto cambió desde que lo abrió. No se firmó nada. Léalo de nuevo y después decida.',
  'You aren’t one of those who sign this. Nothing was signed. Ask your contractor.':
    'Usted no es una de las personas que firman esto. No se firmó nada. Pregunte a su contratista.',
  '{name} declined to sign this proposal, so nothing more is signed of this version.':
    '{name} no quiso firmar esta propuesta, así que esta versión ya no se firma.',
  '{name} declined to sign this agreement, so nothing more is signed of this version.':
    '{name} no quiso firmar este contrato, así que esta versión ya no se firma.',
  '{name} declined to sign this change order, so nothing more is signed of this version.':
    '{name} no quiso firmar esta orden de cambio, así que esta versión ya no se firma.',
  'This proposal doesn’t wait for signatures any longer. Reload the page to see how it stands.':
    'Esta propuesta ya no espera firmas. Vuelva a cargar la página para ver cómo está.',
  'This agreement doesn’t wait for signatures any longer. Reload the page to see how it stands.':
    'Este contrato ya no espera firmas. Vuelva a cargar la página para ver cómo está.',
  'This change order doesn’t wait for signatures any longer. Reload the page to see how it stands.':
    'Esta orden de cambio ya no espera firmas. Vuelva a cargar la página para ver cómo está.',
  'This proposal was good until {day}. Nothing was signed. It has to be sent again with a later day.':
    'Esta propuesta era válida hasta el {day}. No se firmó nada. Tiene que enviarse de nuevo con una fecha posterior.',
  'This agreement was good until {day}. Nothing was signed. It has to be sent again with a later day.':
    'Este contrato era válido hasta el {day}. No se firmó nada. Tiene que enviarse de nuevo con una fecha posterior.',
  'This change order was good until {day}. Nothing was signed. It has to be sent again with a later day.':
    'Esta orden de cambio era válida hasta el {day}. No se firmó nada. Tiene que enviarse de nuevo con una fecha posterior.',
  'What you consent to has new words. Reload the page and read them.':
    'El texto de su consentimiento cambió. Vuelva a cargar la página y léalo.',
  '{names} signs first. Nothing was signed yet.': '{names} firma primero. Todavía no se firmó nada.',
  '{names} sign first. Nothing was signed yet.': '{names} firman primero. Todavía no se firmó nada.',
  'Something has changed since this was sent, so it can’t be signed as it is. Nothing was signed. Call your contractor, who can send it again.':
    'Algo cambió desde que se envió, así que no se puede firmar como está. No se firmó nada. Llame a su contratista, que puede enviarlo de nuevo.',
  'Open the sample and agree to sign electronically first. Nothing was signed.':
    'Primero abra la muestra y acepte firmar electrónicamente. No se firmó nada.',
  'You have agreed and taken it back too often to do it here again. Nothing was signed. Ask your contractor for paper.':
    'Usted aceptó y retiró su aceptación demasiadas veces para volver a hacerlo aquí. No se firmó nada. Pida a su contratista el documento en papel.',
  'You have signed this already. Call your contractor if you have changed your mind.':
    'Usted ya firmó esto. Si ha cambiado de opinión, llame a su contratista.',

  // Paying
  'This can’t be paid yet: it isn’t accepted or signed, or that has changed. Close this and look again. Nothing was charged.':
    'Esto todavía no se puede pagar: no está aceptado o firmado, o eso cambió. Cierre esto y vea de nuevo. No se cobró nada.',
  'This card or bank account isn’t saved for you. Choose another one, or enter it again. Nothing was charged.':
    'Esta tarjeta o cuenta bancaria no está guardada para usted. Elija otra o escríbala de nuevo. No se cobró nada.',
  'Not saved for you.': 'No está guardada para usted.',
  'This card or bank account is no longer saved. Choose another one, or enter it again.':
    'Esta tarjeta o cuenta bancaria ya no está guardada. Elija otra o escríbala de nuevo.',
  'No longer saved.': 'Ya no está guardada.',
  'This form was already used for another payment. Close it, look at your payments, then open it again.':
    'Este formulario ya se usó para otro pago. Ciérrelo, revise sus pagos y ábralo de nuevo.',
  '{company} can’t take payments here right now, so nothing was charged.':
    '{company} no puede recibir pagos aquí por ahora, así que no se cobró nada.',
  'Call {company} to pay another way.': 'Llame a {company} para pagar de otra manera.',
  'Call {company} at {phone} to pay another way.': 'Llame a {company} al {phone} para pagar de otra manera.',
  'One payment here can be {amount} at most.': 'Aquí un pago puede ser de {amount} como máximo.',
  'Call {company} to pay more at once.': 'Llame a {company} para pagar más de una vez.',
  'Call {company} at {phone} to pay more at once.': 'Llame a {company} al {phone} para pagar más de una vez.',
  'Enter {amount} or less.': 'Escriba {amount} o menos.',
  'The balance due changed while this was open. Nothing was charged. It’s {amount} now.':
    'El saldo cambió mientras esto estaba abierto. No se cobró nada. Ahora es de {amount}.',
  'Check the amount, then press again.': 'Revise el monto y presione otra vez.',
  'A company account can pay only for a customer with a company name. Add the name to the customer first.':
    'Una cuenta de empresa solo puede pagar por un cliente con nombre de empresa. Llame a su contratista.',

  // Limits
  'This meets a limit.': 'Esto llega a un límite.',
  'This can’t be counted right now.': 'Esto no se puede contar por ahora.',
  'Plumbline couldn’t check its limits.': 'Plumbline no pudo comprobar sus límites.',
  'Try again in a minute (error {id}).': 'Intente de nuevo en un minuto (error {id}).',
  'Nothing was done, and what you typed is still here.': 'No se hizo nada, y lo que escribió sigue aquí.',
  'Nothing was charged, and what you typed is still here.': 'No se cobró nada, y lo que escribió sigue aquí.',
  'The page wasn’t opened.': 'La página no se abrió.',
  'This ends by itself in {count} second.': 'Esto termina solo en {count} segundo.',
  'This ends by itself in {count} seconds.': 'Esto termina solo en {count} segundos.',
  'This ends by itself in {count} minute.': 'Esto termina solo en {count} minuto.',
  'This ends by itself in {count} minutes.': 'Esto termina solo en {count} minutos.',
  'This ends by itself in {count} hour.': 'Esto termina solo en {count} hora.',
  'This ends by itself in {count} hours.': 'Esto termina solo en {count} horas.',
  'Call {company} if you can’t wait.': 'Llame a {company} si no puede esperar.',
  'Call {company} at {phone} if you can’t wait.': 'Llame a {company} al {phone} si no puede esperar.',
  'This card or bank account was declined {count} times today, or not confirmed, so it isn’t tried again for now. Use another one.':
    'Esta tarjeta o cuenta bancaria fue rechazada {count} veces hoy, o no se confirmó, así que por ahora no se intenta de nuevo. Use otra.',
  'This card or bank account was changed {count} times today, the most for one.':
    'Esta tarjeta o cuenta bancaria se cambió {count} veces hoy, el máximo para cada una.',
  'Payments were tried {count} times today with this card or bank account. Use another one.':
    'Hoy se intentó pagar {count} veces con esta tarjeta o cuenta bancaria. Use otra.',
  'You tried {count} payments within a day, the most for one person.':
    'Usted intentó {count} pagos en un día, lo máximo para una persona.',
  '{count} of your payments were declined within a day, the most for one person.':
    '{count} de sus pagos fueron rechazados en un día, lo máximo para una persona.',
  'You typed {count} different cards and bank accounts within a day, the most for one person.':
    'Usted escribió {count} tarjetas y cuentas bancarias distintas en un día, lo máximo para una persona.',
  '{count} payments were declined today on this job, the most for one job.':
    'Hoy se rechazaron {count} pagos en este proyecto, lo máximo para un proyecto.',
  'Payments were tried {count} times today on this job, the most for one job.':
    'Hoy se intentó pagar {count} veces en este proyecto, lo máximo para un proyecto.',
  '{count} different cards and bank accounts were typed today on this job, the most for one job.':
    'Hoy se escribieron {count} tarjetas y cuentas bancarias distintas en este proyecto, lo máximo para un proyecto.',
  '{count} payments were tried again today after a decline from where you are.':
    'Hoy se intentaron de nuevo {count} pagos rechazados desde donde usted está.',
  '{count} payments of customers were tried again today after a decline, the most for one company.':
    'Hoy se intentaron de nuevo {count} pagos rechazados de clientes, lo máximo para una empresa.',
  'You had receipts sent to {count} different addresses within a day, the most for one person.':
    'Usted hizo enviar recibos a {count} direcciones distintas en un día, lo máximo para una persona.',
  '{count} emails were asked for to this address today, the most for one address.':
    'Hoy se pidieron {count} correos a esta dirección, lo máximo para una dirección.',
  'You opened the payment form {count} times within an hour. It goes on working, a little slower.':
    'Usted abrió el formulario de pago {count} veces en una hora. Sigue funcionando, un poco más lento.',
  'This link was opened {count} times within an hour, the most for one link.':
    'Este enlace se abrió {count} veces en una hora, lo máximo para un enlace.',
  '{count} live connections are open at this link, the most for one link. Close some tabs.':
    'Hay {count} conexiones abiertas con este enlace, lo máximo para un enlace. Cierre algunas pestañas.',
  '{count} live connections are open from where you are, the most for one place.':
    'Hay {count} conexiones abiertas desde donde usted está, lo máximo para un lugar.',
  '{count} questions were asked within an hour, the most for one person.':
    'Se hicieron {count} preguntas en una hora, lo máximo para una persona.',

  // Signing: answers
  'Answer the questions above your signature first. If you see none, reload the page. Nothing was signed.':
    'Primero responda las preguntas de arriba de su firma. Si no ve ninguna, vuelva a cargar la página. No se firmó nada.',

  // Canceling
  'The right to cancel ended at midnight of {day} ({zone}). Nothing was canceled. Call your contractor.':
    'El derecho a cancelar terminó en la medianoche del {day} ({zone}). No se canceló nada. Llame a su contratista.',
  'This agreement can’t be canceled here. Nothing was canceled. Call your contractor.':
    'Este contrato no se puede cancelar aquí. No se canceló nada. Llame a su contratista.',
  'This agreement isn’t signed, so there is nothing to cancel. Reload the page to see how it stands.':
    'Este contrato no está firmado, así que no hay nada que cancelar. Vuelva a cargar la página para ver cómo está.',
  'Only somebody who signed this agreement can cancel it. Nothing was canceled.':
    'Solo quien firmó este contrato puede cancelarlo. No se canceló nada.',

  // Saved cards and bank accounts
  'This card or bank account isn’t saved for you. Reload the page to see what is.':
    'Esta tarjeta o cuenta bancaria no está guardada para usted. Vuelva a cargar la página para ver cuáles están.',
  'A payment with it is being made right now. Nothing was removed. Try again in a minute.':
    'En este momento se está haciendo un pago con ella. No se quitó nada. Intente de nuevo en un minuto.',
  'PaySimple no longer has this card or bank account, so it was removed here too.':
    'PaySimple ya no tiene esta tarjeta o cuenta bancaria, así que también se quitó aquí.',
  'This card or bank account isn’t saved for this customer. Reload the page.':
    'Esta tarjeta o cuenta bancaria no está guardada. Vuelva a cargar la página.',
  'A bank account has no expiration date. Nothing was changed.':
    'Una cuenta bancaria no tiene fecha de vencimiento. No se cambió nada.',
  'This card or bank account was already removed, here or in PaySimple. Reload the page to see what’s saved.':
    'Esta tarjeta o cuenta bancaria ya se quitó, aquí o en PaySimple. Vuelva a cargar la página para ver cuáles están guardadas.',
  'PaySimple turned this down. Nothing was changed.': 'PaySimple no lo aceptó. No se cambió nada.',
  'PaySimple turned this down: “{reason}” Nothing was changed.':
    'PaySimple no lo aceptó: “{reason}” No se cambió nada.',
  'PaySimple couldn’t be reached, so nothing was changed. Try again in a minute.':
    'No se pudo conectar con PaySimple, así que no se cambió nada. Intente de nuevo en un minuto.',
  'PaySimple gave no clear answer, so nothing was changed here. Try again in a minute. Doing it twice does no harm.':
    'PaySimple no dio una respuesta clara, así que aquí no se cambió nada. Intente de nuevo en un minuto. Hacerlo dos veces no hace daño.',
  'A payment schedule still charges this account, so it wasn’t removed. Call your contractor.':
    'Un plan de pagos todavía cobra a esta cuenta, así que no se quitó. Llame a su contratista.',
  'This can’t be changed here just now. Nothing was changed. Call your contractor.':
    'Ahora no se puede cambiar aquí. No se cambió nada. Llame a su contratista.',
  'A partial refund is still under way with this account. Remove it once the refund is complete.':
    'Todavía hay un reembolso parcial en curso con esta cuenta. Quítela cuando termine el reembolso.',
  '{count} PDFs were downloaded within an hour, the most for one person.':
    'Se descargaron {count} PDF en una hora, lo máximo para una persona.',
  'You changed {count} saved cards and bank accounts within an hour, the most for one person.':
    'Usted cambió {count} tarjetas y cuentas guardadas en una hora, lo máximo para una persona.',
  'Nothing was downloaded.': 'No se descargó nada.',
  'Nothing was changed.': 'No se cambió nada.',
} as const
