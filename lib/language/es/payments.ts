// What is said to a customer of a payment of theirs in Spanish: its state, why it was declined, what to do next
// (lib/payments/words/customer-view.ts has the English words). The server says it.

export const PAYMENTS = {
  // States
  Confirming: 'Confirmando',
  'Not charged': 'No cobrado',
  Declined: 'Rechazado',
  Submitted: 'Enviado',
  Settled: 'Liquidado',
  Voided: 'Anulado',
  Refunded: 'Reembolsado',
  Returned: 'Devuelto',
  Chargeback: 'Contracargo',
  Unclear: 'Sin aclarar',

  // Due parts, in the dialog
  'Due now: {labels}.': 'A pagar ahora: {labels}.',
  'Due now: {labels} and {last}.': 'A pagar ahora: {labels} y {last}.',
  'Due now: {labels} and {count} more.': 'A pagar ahora: {labels} y {count} más.',
  'Next draw: {label}.': 'Próximo pago: {label}.',
  'Next draw: {label} · {wordWhen}.': 'Próximo pago: {label} · {wordWhen}.',

  // What PaySimple says itself stays as it is
  'PaySimple says: “{message}” {wordsAfter}': 'PaySimple dice: “{message}” {wordsAfter}',

  // The bank or the processor declined
  'The bank declined the card': 'El banco rechazó la tarjeta',
  'The cardholder’s bank declined it and gave no reason.': 'El banco la rechazó y no dio un motivo.',
  'Use another card. The cardholder can also call the number on the back of this one to ask.':
    'Use otra tarjeta. El titular también puede llamar al número al reverso de esta para preguntar.',
  'The bank wants to hear from the cardholder': 'El banco quiere hablar con el titular',
  'The bank won’t approve this card until the cardholder calls.':
    'El banco no aprueba esta tarjeta hasta que el titular llame.',
  'Use another card today. The cardholder can call the number on the back of this one later.':
    'Hoy use otra tarjeta. El titular puede llamar después al número al reverso de esta.',
  'The bank wants a call': 'El banco pide una llamada',
  'The bank wants to talk to the cardholder before it approves this payment.':
    'El banco quiere hablar con el titular antes de aprobar este pago.',
  'Have the cardholder call the number on the back of the card and try again, or use another card now.':
    'Que el titular llame al número al reverso de la tarjeta e intente de nuevo, o use ahora otra tarjeta.',
  'The card number wasn’t accepted': 'No se aceptó el número de la tarjeta',
  'The bank doesn’t recognize this card number.': 'El banco no reconoce este número de tarjeta.',
  'Check the number against the card and type it again, or use another card.':
    'Compare el número con la tarjeta y escríbalo de nuevo, o use otra tarjeta.',
  'The expiration date wasn’t accepted': 'No se aceptó la fecha de vencimiento',
  'The bank says the card has expired or the date is wrong.':
    'El banco dice que la tarjeta está vencida o que la fecha no es correcta.',
  'Check the month and year against the card and type them again, or use a newer card.':
    'Compare el mes y el año con la tarjeta y escríbalos de nuevo, o use una tarjeta más reciente.',
  'The security code didn’t match': 'El código de seguridad no coincide',
  'The bank has a different code for this card.': 'El banco tiene otro código para esta tarjeta.',
  'Check the code on the card and type it again, or use another card.':
    'Revise el código en la tarjeta y escríbalo de nuevo, o use otra tarjeta.',
  'The billing ZIP code didn’t match': 'El código postal de facturación no coincide',
  'The bank has a different ZIP code for this card.': 'El banco tiene otro código postal para esta tarjeta.',
  'Find the ZIP code on the card’s bill and type it again, or use another card.':
    'Busque el código postal en el estado de cuenta de la tarjeta y escríbalo de nuevo, o use otra tarjeta.',
  'Something in the payment details wasn’t accepted': 'No se aceptó alguno de los datos del pago',
  'The bank couldn’t match what was entered.': 'El banco no pudo comprobar lo que se escribió.',
  'Check every number and date and type them again, or pay another way.':
    'Revise cada número y cada fecha y escríbalos de nuevo, o pague de otra manera.',
  'The amount wasn’t accepted': 'No se aceptó el monto',
  'The processor doesn’t take this payment in this amount.': 'El procesador no acepta este pago por este monto.',
  'Check the amount and enter it again, or pay a smaller amount now.':
    'Revise el monto y escríbalo de nuevo, o pague ahora un monto menor.',
  'The bank wants a PIN': 'El banco pide un PIN',
  'This card only works with its PIN, and you can’t enter a PIN here.':
    'Esta tarjeta solo funciona con su PIN, y aquí no se puede escribir un PIN.',
  'Use another card, ideally a credit card.': 'Use otra tarjeta, de preferencia una de crédito.',
  'The card couldn’t be verified': 'No se pudo verificar la tarjeta',
  'The card processor couldn’t finish its check of this card.':
    'El procesador no pudo terminar de verificar esta tarjeta.',
  'Use another card, or call your contractor.': 'Use otra tarjeta o llame a su contratista.',
  'The amount is over the card’s limit': 'El monto pasa del límite de la tarjeta',
  'The bank says this card doesn’t have that much available.':
    'El banco dice que esta tarjeta no tiene disponible esa cantidad.',
  'Pay a smaller amount with this card and the rest with another, or use another card.':
    'Pague un monto menor con esta tarjeta y el resto con otra, o use otra tarjeta.',
  'The card has reached its limit for now': 'La tarjeta llegó a su límite por ahora',
  'The bank isn’t allowing more payments on this card right now.':
    'Por ahora el banco no permite más pagos con esta tarjeta.',
  'Pay from a bank account or with another card, or try this one again tomorrow.':
    'Pague desde una cuenta bancaria o con otra tarjeta, o intente con esta mañana.',
  'The bank found no account to charge': 'El banco no encontró una cuenta que cobrar',
  'There’s no open account with this number.': 'No hay ninguna cuenta abierta con este número.',
  'Use another card, or another bank account.': 'Use otra tarjeta u otra cuenta bancaria.',
  'This card can’t be used for this kind of payment': 'Esta tarjeta no sirve para este tipo de pago',
  'The bank doesn’t allow payments like this one on the card.': 'El banco no permite pagos como este con la tarjeta.',
  'Use another card.': 'Use otra tarjeta.',
  'The cardholder told the bank to stop these payments': 'El titular le pidió al banco que no haga estos pagos',
  'The bank was told not to approve payments like this one.': 'El banco tiene la orden de no aprobar pagos como este.',
  'Use another card, or ask the cardholder to talk to the bank.':
    'Use otra tarjeta, o pídale al titular que hable con el banco.',
  'The routing number wasn’t accepted': 'No se aceptó el número de ruta',
  'No bank that takes these payments has this routing number.':
    'Ningún banco que acepte estos pagos tiene este número de ruta.',
  'Check the nine digits against a paper check and type them again.':
    'Compare los nueve dígitos con un cheque de papel y escríbalos de nuevo.',
  'The account number wasn’t accepted': 'No se aceptó el número de cuenta',
  'The bank doesn’t recognize this account number.': 'El banco no reconoce este número de cuenta.',
  'Check the account number against a paper check and type it again.':
    'Compare el número de cuenta con un cheque de papel y escríbalo de nuevo.',
  'The bank details weren’t accepted': 'No se aceptaron los datos del banco',
  'The routing number and account number don’t match.': 'El número de ruta y el número de cuenta no coinciden.',
  'Check both numbers against a paper check and type them again.':
    'Compare los dos números con un cheque de papel y escríbalos de nuevo.',
  'This bank account can’t be charged': 'No se puede cobrar a esta cuenta bancaria',
  'The payment from this bank account was declined.': 'Se rechazó el pago desde esta cuenta bancaria.',
  'Use a card or another bank account. Your bank can say more about this one.':
    'Use una tarjeta u otra cuenta bancaria. Su banco puede decirle más sobre esta.',
  'The payment is over your contractor’s limit': 'El pago pasa del límite de su contratista',
  'The processor couldn’t route the payment': 'El procesador no pudo encaminar el pago',
  'PaySimple has to look into this payment': 'PaySimple tiene que revisar este pago',
  'The processor thinks this is a repeat': 'El procesador cree que este pago es una repetición',
  'The same amount was charged to the same account a short time ago, so the processor refused this one.':
    'Hace poco se cobró el mismo monto a la misma cuenta, así que el procesador no aceptó este.',
  'Look at your payments first. If you do want a second payment, wait a few minutes and try again.':
    'Primero revise sus pagos. Si de verdad quiere un segundo pago, espere unos minutos e intente de nuevo.',
  'The bank can’t be reached right now': 'Por ahora no se puede contactar al banco',
  'Your bank didn’t answer, so nothing was charged.': 'Su banco no respondió, así que no se cobró nada.',
  'Try again in a few minutes, or pay another way now.':
    'Intente de nuevo en unos minutos, o pague ahora de otra manera.',
  'The processor isn’t available': 'El procesador no está disponible',
  'The processor couldn’t be reached, so nothing was charged.':
    'No se pudo contactar al procesador, así que no se cobró nada.',
  'Try again in a few minutes.': 'Intente de nuevo en unos minutos.',
  'Something went wrong at the processor': 'Algo falló en el procesador',
  'The processor couldn’t finish the payment, so nothing was charged.':
    'El procesador no pudo terminar el pago, así que no se cobró nada.',
  'Try again in a few minutes. If it happens again, call your contractor.':
    'Intente de nuevo en unos minutos. Si vuelve a pasar, llame a su contratista.',

  // Not charged, or not known yet
  'PaySimple couldn’t be reached': 'No se pudo contactar a PaySimple',
  'Nothing was sent, so nothing was charged.': 'No se envió nada, así que no se cobró nada.',
  'Check the connection and try again in a minute.': 'Revise la conexión e intente de nuevo en un minuto.',
  'Your contractor can’t take payments right now': 'Su contratista no puede recibir pagos por ahora',
  'Nothing was charged, and nothing is wrong with your card or bank account.':
    'No se cobró nada, y su tarjeta o cuenta bancaria está bien.',
  'Pay another way, or call your contractor.': 'Pague de otra manera o llame a su contratista.',
  'PaySimple turned the payment down': 'PaySimple no aceptó el pago',
  'Check the details and try again.': 'Revise los datos e intente de nuevo.',
  'PaySimple no longer has this card or bank account': 'PaySimple ya no tiene esta tarjeta o cuenta bancaria',
  'Use another card or bank account, or enter this one again.':
    'Use otra tarjeta o cuenta bancaria, o escriba esta de nuevo.',
  'PaySimple has two bank accounts that look like this one': 'PaySimple tiene dos cuentas bancarias iguales a esta',
  'Nothing was charged. Both have this routing number and these last digits, so Plumbline can’t tell which one to charge.':
    'No se cobró nada. Las dos tienen este número de ruta y estos últimos dígitos, así que Plumbline no sabe a cuál cobrar.',
  'If one of them is saved here, choose it. Otherwise pay another way, or call your contractor.':
    'Si una de ellas está guardada aquí, elíjala. Si no, pague de otra manera o llame a su contratista.',
  'PaySimple has no record of this payment': 'PaySimple no tiene registro de este pago',
  'You can pay it again.': 'Puede pagarlo de nuevo.',
  'PaySimple hasn’t confirmed this payment yet': 'PaySimple todavía no ha confirmado este pago',
  'It may have been charged.': 'Es posible que se haya cobrado.',
  'Don’t pay it again. Plumbline keeps checking and shows the result here.':
    'No lo pague otra vez. Plumbline sigue verificando y muestra el resultado aquí.',
  'Don’t charge it again. Plumbline keeps checking and shows the result here.':
    'No lo pague otra vez. Plumbline sigue verificando y muestra el resultado aquí.',
  'Don’t charge it again. The result shows here within two minutes.':
    'No lo pague otra vez. El resultado aparece aquí en unos dos minutos.',
  'PaySimple took this for a repeat': 'PaySimple tomó esto por una repetición',
  'The same amount was charged to the same account a short while ago. Plumbline is checking that this one wasn’t charged too.':
    'Hace un momento se cobró el mismo monto a la misma cuenta. Plumbline está verificando que este no se haya cobrado también.',
  'PaySimple is waiting for the bank': 'PaySimple espera al banco',
  'PaySimple has the payment, but the bank hasn’t answered yet.':
    'PaySimple tiene el pago, pero el banco todavía no ha respondido.',
  'PaySimple reports a status that Plumbline doesn’t know': 'PaySimple informa un estado que Plumbline no conoce',
  'PaySimple has the payment, but Plumbline can’t tell whether it counts.':
    'PaySimple tiene el pago, pero Plumbline no puede saber si cuenta.',
  'Don’t pay it again. Call your contractor.': 'No lo pague otra vez. Llame a su contratista.',
  'Your contractor looked this up': 'Su contratista lo averiguó',
  'PaySimple couldn’t say, so your contractor looked the payment up there.':
    'PaySimple no pudo decirlo, así que su contratista buscó el pago allí.',
  'If you have a question about it, call your contractor.': 'Si tiene alguna pregunta, llame a su contratista.',
  'PaySimple answered with another payment': 'PaySimple respondió con otro pago',
  'The answer doesn’t match this payment, so it may have been charged.':
    'La respuesta no corresponde a este pago, así que es posible que se haya cobrado.',

  // Charged, and reversed since
  'You aren’t charged': 'No se le cobra',
  'Your contractor canceled the payment before it settled.':
    'Su contratista canceló el pago antes de que se liquidara.',
  'The amount is owed again.': 'El monto se debe de nuevo.',
  'The money is on its way back to you': 'El dinero va de regreso a usted',
  'PaySimple refunded all of it.': 'PaySimple reembolsó todo.',
  'If part of it was charged again, it’s among your payments.': 'Si una parte se cobró de nuevo, está entre sus pagos.',
  'Your bank returned it': 'Su banco lo devolvió',
  'The money didn’t arrive, or didn’t stay.': 'El dinero no llegó, o no se quedó.',
  'The cardholder disputed it with the bank': 'El titular lo disputó con el banco',
  'The bank took the money back.': 'El banco retiró el dinero.',

  // Why nothing can be paid
  'You can’t pay here right now': 'Ahora no puede pagar aquí',
  'Your contractor doesn’t take cards or bank accounts here at the moment. Call them to pay another way.':
    'Por el momento su contratista no acepta tarjetas ni cuentas bancarias aquí. Llámele para pagar de otra manera.',
  'Plumbline is still checking a payment': 'Plumbline todavía está verificando un pago',
  'PaySimple hasn’t confirmed {amount} yet, and nothing else is due. Don’t pay it again. The result shows on this page.':
    'PaySimple aún no ha confirmado {amount}, y no hay nada más por pagar. No lo pague otra vez. El resultado aparece en esta página.',
  'There’s nothing to pay': 'No hay nada que pagar',
  'The agreement was canceled, so nothing is owed. What you paid is refunded.':
    'El contrato se canceló, así que no se debe nada. Lo que pagó se le reembolsa.',
  'There’s nothing to pay yet': 'Todavía no hay nada que pagar',
  'Your contractor hasn’t set a price yet. Call them if you expected one.':
    'Su contratista aún no ha puesto un precio. Llámele si esperaba uno.',
  'Overpaid by {amount}': 'Pagado de más: {amount}',
  'Paid in full': 'Pagado por completo',
  '{amountPaid} of {amountTotal} is paid. Nothing is owed.':
    'Se han pagado {amountPaid} de {amountTotal}. No se debe nada.',

  // A payment that looks like a repeat
  '{account} was already charged {amount} at {day}.': 'Ya se cobraron {amount} a {account} a las {day}.',
  'Plumbline is still checking a charge of {amount} to {account} at {day}.':
    'Plumbline todavía está verificando un cobro de {amount} a {account} de las {day}.',
  'The same payment again?': '¿El mismo pago otra vez?',
  'Pay again?': '¿Pagar otra vez?',
  'Nothing has been sent for the second one yet.': 'Todavía no se ha enviado nada del segundo pago.',
  'The first one may have been charged.': 'Es posible que el primero ya se haya cobrado.',
  'A second payment comes on top of it.': 'Un segundo pago se suma al primero.',
  'If this is the same one, or somebody else has paid it for you, stop here.':
    'Si es el mismo, o si otra persona ya lo pagó por usted, deténgase aquí.',
  'Don’t pay again': 'No pagar otra vez',
  'Pay {amount} again': 'Pagar {amount} otra vez',
} as const
