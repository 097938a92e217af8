// What the payment dialog says to a customer in Spanish. It comes with the dialog. What it says to customers alone,
// lib/payments/words/dialog/customer-dialog-es.ts has.

export const DIALOG = {
  'Loading the balance due': 'Cargando el saldo',
  'Try again': 'Intentar de nuevo',
  'Can’t reach Plumbline, so the balance due isn’t known. Nothing was charged. Check your connection and try again.':
    'No se puede conectar con Plumbline, así que no se sabe el saldo. No se cobró nada. Revise su conexión e intente de nuevo.',
  'The connection broke before the payment reached Plumbline. Nothing was charged. Check your connection and try again.':
    'La conexión se cortó antes de que el pago llegara a Plumbline. No se cobró nada. Revise su conexión e intente de nuevo.',
  'Nothing was charged.': 'No se cobró nada.',

  // The amount
  Amount: 'Monto',
  'Amounts to choose from': 'Montos para elegir',
  Balance: 'Saldo',
  'Due now': 'A pagar ahora',
  Half: 'La mitad',
  'Next draw': 'Próximo pago',
  'Deposit {count}%': 'Anticipo {count}%',
  'The balance due is {amount}.': 'El saldo pendiente es de {amount}.',
  'The full balance.': 'El saldo completo.',
  'Leaves a balance of {amount}.': 'Queda un saldo de {amount}.',
  'Plumbline is still checking another {amount}.': 'Plumbline todavía está verificando otros {amount}.',
  'The balance due is {amountOwed}. Enter {amountMost} or less.':
    'El saldo pendiente es de {amountOwed}. Escriba {amountMost} o menos.',
  'Enter the amount.': 'Escriba el monto.',
  'The amount must be more than $0.00.': 'El monto debe ser más de $0.00.',
  'One payment can be {amount} at most.': 'Un pago puede ser de {amount} como máximo.',
  'There’s a space between the digits. Enter the amount without it, for example 1,500.00.':
    'Hay un espacio entre los dígitos. Escriba el monto sin él, por ejemplo 1,500.00.',
  'Enter the amount in dollars and cents, for example 1,500.00.':
    'Escriba el monto en dólares y centavos, por ejemplo 1,500.00.',

  // How to pay
  'Pay with': 'Pagar con',
  'New card': 'Tarjeta nueva',
  Card: 'Tarjeta',
  'New bank account': 'Cuenta bancaria nueva',
  'Bank account': 'Cuenta bancaria',
  Default: 'Habitual',
  'Expired {date}': 'Venció {date}',
  'Expires {date}': 'Vence {date}',
  'Choose a card or bank account.': 'Elija una tarjeta o una cuenta bancaria.',
  'Keep card on file': 'Guardar la tarjeta',
  'Keep account on file': 'Guardar la cuenta',
  'the amount above': 'el monto de arriba',

  // A card
  'Card number': 'Número de tarjeta',
  'Visa, Mastercard, American Express or Discover.': 'Visa, Mastercard, American Express o Discover.',
  'Expiration date': 'Fecha de vencimiento',
  'MM / YY, as on the card.': 'MM / AA, como en la tarjeta.',
  'MM / YY': 'MM / AA',
  'Card security code': 'Código de seguridad de la tarjeta',
  '3 digits on the back, or 4 on the front of an American Express card.':
    '3 dígitos al reverso, o 4 al frente de una American Express.',
  '3 digits on the back, beside the signature.': '3 dígitos al reverso, junto a la firma.',
  '4 digits on the front, above the card number.': '4 dígitos al frente, arriba del número de la tarjeta.',
  'Name on card': 'Nombre en la tarjeta',
  'Billing ZIP code': 'Código postal de facturación',
  'Enter the card number.': 'Escriba el número de la tarjeta.',
  'Enter the card number in digits only.': 'Escriba el número de la tarjeta solo con dígitos.',
  'You can’t take this kind of card. Use Visa, Mastercard, American Express or Discover.':
    'Este tipo de tarjeta no se acepta. Use Visa, Mastercard, American Express o Discover.',
  'The card number is too short. Some digits are missing.': 'El número de la tarjeta es muy corto. Faltan dígitos.',
  'The card number is too long. Check it for extra digits.':
    'El número de la tarjeta es muy largo. Revise si sobran dígitos.',
  'That’s not a card number. Compare each digit with the card.':
    'Ese no es un número de tarjeta. Compare cada dígito con la tarjeta.',
  'Enter the expiration date as on the card, month and year.':
    'Escriba la fecha de vencimiento como está en la tarjeta, mes y año.',
  'Enter the expiration date as MM / YY, for example 04 / 29.':
    'Escriba la fecha de vencimiento como MM / AA, por ejemplo 04 / 29.',
  'This card has expired. Check the date, or use another card.':
    'Esta tarjeta está vencida. Revise la fecha o use otra tarjeta.',
  'This date is too far in the future. Check the year.': 'Esta fecha es muy lejana. Revise el año.',
  'Enter the security code.': 'Escriba el código de seguridad.',
  'The security code of an American Express card is the 4 digits on its front.':
    'El código de seguridad de una American Express son los 4 dígitos al frente.',
  'The security code is the 3 digits on the back of the card.':
    'El código de seguridad son los 3 dígitos al reverso de la tarjeta.',
  'The security code has 3 digits, or 4 on American Express.':
    'El código de seguridad tiene 3 dígitos, o 4 en American Express.',
  'A ZIP code has at most {count} characters.': 'Un código postal tiene {count} caracteres como máximo.',
  'Enter the name on the card.': 'Escriba el nombre que está en la tarjeta.',
  'A name has at most {count} characters.': 'Un nombre tiene {count} caracteres como máximo.',

  // A bank account
  'Routing number': 'Número de ruta',
  '9 digits, the first number at the bottom left of a check.':
    '9 dígitos, el primer número abajo a la izquierda de un cheque.',
  'Account number': 'Número de cuenta',
  '4 to 17 digits, after the routing number. Leave out the check number.':
    'De 4 a 17 dígitos, después del número de ruta. No incluya el número del cheque.',
  'Bank name': 'Nombre del banco',
  'Account type': 'Tipo de cuenta',
  Checking: 'Cheques',
  Savings: 'Ahorros',
  'Name on account': 'Nombre en la cuenta',
  'Use the company’s name if it’s a company account.': 'Use el nombre de la empresa si la cuenta es de una empresa.',
  'Enter the routing number.': 'Escriba el número de ruta.',
  'Enter the routing number in digits only.': 'Escriba el número de ruta solo con dígitos.',
  'A routing number has 9 digits. On a check it is the first number at the bottom left.':
    'Un número de ruta tiene 9 dígitos. En un cheque es el primer número abajo a la izquierda.',
  'A routing number has 9 digits.': 'Un número de ruta tiene 9 dígitos.',
  'That’s not a routing number. Compare each digit with the check.':
    'Ese no es un número de ruta. Compare cada dígito con el cheque.',
  'Enter the account number.': 'Escriba el número de cuenta.',
  'Enter the account number in digits only.': 'Escriba el número de cuenta solo con dígitos.',
  'The account number is too short. Some digits are missing.': 'El número de cuenta es muy corto. Faltan dígitos.',
  'The account number is too long. Leave out the check number after it.':
    'El número de cuenta es muy largo. No incluya el número del cheque que sigue.',
  'The account number is too long. Check it for extra digits.':
    'El número de cuenta es muy largo. Revise si sobran dígitos.',
  'That’s the routing number again. The account number comes after it.':
    'Ese es otra vez el número de ruta. El número de cuenta va después.',
  'Enter the name of the bank.': 'Escriba el nombre del banco.',
  'A bank’s name has at most {count} characters.': 'El nombre de un banco tiene {count} caracteres como máximo.',
  'Enter the name on the account.': 'Escriba el nombre que está en la cuenta.',
  'Enter the payer’s name.': 'Escriba el nombre de quien paga.',

  // The receipt, and the button
  'Email for the receipt': 'Correo electrónico para el recibo',
  'Leave it empty for no receipt.': 'Déjelo vacío si no quiere recibo.',
  'Change it if someone else should get the receipt.': 'Cámbielo si otra persona debe recibir el recibo.',
  'The receipt goes here.': 'El recibo se envía aquí.',
  'Enter an email address like name@example.com, or leave this empty for no receipt.':
    'Escriba un correo como nombre@ejemplo.com, o déjelo vacío si no quiere recibo.',
  'An email address can have at most {count} characters.':
    'Un correo electrónico puede tener {count} caracteres como máximo.',
  'Complete Payment': 'Completar el pago',
  Processing: 'En proceso',
  'Sent to PaySimple. Plumbline doesn’t keep the card number or the code.':
    'Se envía a PaySimple. Plumbline no guarda el número de la tarjeta ni el código.',
  'Sent to PaySimple. Plumbline doesn’t keep the account number.':
    'Se envía a PaySimple. Plumbline no guarda el número de cuenta.',
  'PaySimple has the number. Plumbline knows only the last four digits.':
    'PaySimple tiene el número. Plumbline solo conoce los últimos cuatro dígitos.',

  // Closing it
  'Close without paying?': '¿Cerrar sin pagar?',
  'Nothing has been charged. You’ll lose what you typed.': 'No se ha cobrado nada. Perderá lo que escribió.',
  'Keep going': 'Seguir',
  'Leave without paying? Nothing has been charged, and you’ll lose what you typed.':
    '¿Salir sin pagar? No se ha cobrado nada, y perderá lo que escribió.',

  // What came of it
  'Paid now': 'Pagado ahora',
  'Submitted now': 'Enviado ahora',
  'Balance due': 'Saldo pendiente',
  Receipt: 'Recibo',
  'On its way to {email}': 'En camino a {email}',
  'None: no email given': 'Ninguno: no se dio un correo',
  'PaySimple reference': 'Referencia de PaySimple',
  '{amount} on': '{amount} con',
  '{amount} from': '{amount} de',
  '{amount} on {account}': '{amount} con {account}',
  '{amount} from {account}': '{amount} de {account}',
  'Settles today.': 'Se liquida hoy.',
  'Settles about {day}.': 'Se liquida hacia el {day}.',
  Authorized: 'Autorizado',
  'Submitted, pending settlement': 'Enviado, pendiente de liquidación',
  '{amount} wasn’t charged.': 'No se cobraron {amount}.',
  'Back to the form': 'Volver al formulario',
  Done: 'Listo',
  'Nothing was charged': 'No se cobró nada',
  'What to do now': 'Qué hacer ahora',

  // Another try
  'Try another card': 'Probar con otra tarjeta',
  'Use a card': 'Usar una tarjeta',
  'Pay from a bank account': 'Pagar desde una cuenta bancaria',
  'Try another bank account': 'Probar con otra cuenta bancaria',
  'Change the amount': 'Cambiar el monto',
  'Fix the card number': 'Corregir el número de la tarjeta',
  'Fix the expiration date': 'Corregir la fecha de vencimiento',
  'Fix the security code': 'Corregir el código de seguridad',
  'Fix the ZIP code': 'Corregir el código postal',
  'Fix the routing number': 'Corregir el número de ruta',
  'Fix the account number': 'Corregir el número de cuenta',
  'Fix the bank numbers': 'Corregir los números del banco',
  'Check the details': 'Revisar los datos',
  'Type it again': 'Escribirlo de nuevo',
  'Pay another way': 'Pagar de otra manera',
} as const
