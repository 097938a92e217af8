// The emails to a customer in Spanish: their link, requests and reminders, receipts, voids and refunds.

export const EMAILS = {
  'Questions? Contact {company}: {contact}.': '¿Preguntas? Comuníquese con {company}: {contact}.',
  'Questions? Reply to this email to reach {company}.':
    '¿Preguntas? Responda a este correo para comunicarse con {company}.',
  or: 'o',
  Job: 'Proyecto',
  Address: 'Dirección',
  Reference: 'Referencia',
  'Job total': 'Total del proyecto',
  'Hello {name},': 'Hola, {name}:',
  'Hello {name}.': 'Hola, {name}.',

  // A link
  'Your project': 'Su proyecto',
  'From {company}': 'De {company}',
  '{subject} from {company} for {job}': '{subject} de {company} para {job}',
  '{company} asks you for this payment.': '{company} le pide este pago.',
  '{company} has something for you to look at.': '{company} tiene algo para que usted lo vea.',
  'Please read and sign the proposal.': 'Por favor, lea y firme la propuesta.',
  'Please read and sign the agreement.': 'Por favor, lea y firme el contrato.',
  'Please read and sign the change order {count}.': 'Por favor, lea y firme la orden de cambio {count}.',
  'Open your page': 'Abrir su página',
  'Open the proposal': 'Abrir la propuesta',
  'Open the agreement': 'Abrir el contrato',
  'Open the change order {count}': 'Abrir la orden de cambio {count}',
  'Open the change order': 'Abrir la orden de cambio',
  For: 'Por',
  'The link': 'El enlace',
  'Is yours alone, and works until {day}': 'Es solo suyo y funciona hasta el {day}',
  '{company}: proposal for {job}': '{company}: propuesta para {job}',
  '{company}: agreement for {job}': '{company}: contrato para {job}',
  '{company}: change order {count} for {job}': '{company}: orden de cambio {count} para {job}',

  // Requests and reminders
  '{company}: {amount} due today, {day} for {job}': '{company}: {amount} vence hoy, {day}, por {job}',
  '{company}: {amount} due {day} for {job}': '{company}: {amount} vence el {day} por {job}',
  '{company}: {amount} was due {day} for {job}': '{company}: {amount} venció el {day} por {job}',
  '{company}: reminder: {amount} due today, {day} for {job}':
    '{company}: recordatorio: {amount} vence hoy, {day}, por {job}',
  '{company}: reminder: {amount} due {day} for {job}': '{company}: recordatorio: {amount} vence el {day} por {job}',
  '{company}: reminder: {amount} was due {day} for {job}':
    '{company}: recordatorio: {amount} venció el {day} por {job}',
  'Due today, {day}': 'Vence hoy, {day}',
  'Due {day}': 'Vence el {day}',
  'Was due {day}': 'Venció el {day}',
  'A reminder of a payment that is due soon.': 'Le recordamos un pago que vence pronto.',
  'A reminder of a payment that is due today.': 'Le recordamos un pago que vence hoy.',
  'A reminder of a payment that is still open. If you have just paid it, there is nothing left to do.':
    'Le recordamos un pago que sigue pendiente. Si lo acaba de pagar, no tiene que hacer nada más.',

  // Receipts
  '{company}: your payment of {amount}': '{company}: su pago de {amount}',
  'Payment settled': 'Pago liquidado',
  'Payment authorized': 'Pago autorizado',
  'Payment submitted, pending settlement': 'Pago enviado, pendiente de liquidación',
  '{amount} to {company}: your payment is settled.': '{amount} a {company}: su pago está liquidado.',
  '{amount} to {company}: your payment is authorized.': '{amount} a {company}: su pago está autorizado.',
  '{amount} to {company}: your payment is submitted, pending settlement.':
    '{amount} a {company}: su pago está enviado, pendiente de liquidación.',
  'Hello {name}. We refunded all of your earlier payment of {amount}. This charge is the part you still pay for {job}.':
    'Hola, {name}. Le reembolsamos todo su pago anterior de {amount}. Este cobro es la parte que todavía paga por {job}.',
  'Thank you, {name}. This confirms your payment for {job}.': 'Gracias, {name}. Esto confirma su pago por {job}.',
  'Paid with': 'Pagado con',
  Date: 'Fecha',
  'Expected to settle': 'Se espera que se liquide',
  '{amount} to {company}: {wordPaid}, received {day}.': '{amount} a {company}: {wordPaid}, recibido el {day}.',
  '{wordPaid}, received {day}': '{wordPaid}, recibido el {day}',
  'Thank you, {name}. We received your payment for {job}.': 'Gracias, {name}. Recibimos su pago por {job}.',
  Received: 'Recibido el',
  'This replaces our receipt for {amount} ({wordPaid}, received {day}).':
    'Esto reemplaza nuestro recibo de {amount} ({wordPaid}, recibido el {day}).',

  // Voids and refunds
  '{company}: your payment of {amount} was canceled': '{company}: su pago de {amount} se canceló',
  '{company}: your refund of {amount}': '{company}: su reembolso de {amount}',
  'Payment canceled': 'Pago cancelado',
  'Refund on its way': 'Reembolso en camino',
  '{amount} from {company}: payment canceled.': '{amount} de {company}: pago cancelado.',
  '{amount} from {company}: refund on its way.': '{amount} de {company}: reembolso en camino.',
  'Your payment of {amount} for {job} was canceled before it was charged. You won’t be charged.':
    'Su pago de {amount} por {job} se canceló antes de cobrarse. No se le cobrará.',
  'Your card may still show it as pending. That line disappears within a few days, and nothing is posted.':
    'Su tarjeta puede mostrarlo todavía como pendiente. Esa línea desaparece en unos días y no se cobra nada.',
  'Nothing is taken from your bank account.': 'No se toma nada de su cuenta bancaria.',
  'We refunded your payment of {amountPaid} for {job}, and are charging the {amountKept} that you still pay to {account} again.':
    'Le reembolsamos su pago de {amountPaid} por {job}, y cobramos de nuevo a {account} los {amountKept} que todavía paga.',
  'Your statement shows the credit of {amountPaid} within {wordWhen}. The new charge of {amountKept} isn’t confirmed yet.':
    'Su estado de cuenta muestra el crédito de {amountPaid} en {wordWhen}. El nuevo cobro de {amountKept} todavía no está confirmado.',
  'We refunded {amountBack} of your payment of {amountPaid} for {job}.':
    'Le reembolsamos {amountBack} de su pago de {amountPaid} por {job}.',
  'Your statement shows two lines: a credit of {amountPaid} within {wordWhen}, and a new charge of {amountKept} on {account}.':
    'Su estado de cuenta muestra dos líneas: un crédito de {amountPaid} en {wordWhen}, y un nuevo cobro de {amountKept} a {account}.',
  'Your payment of {amount} for {job} is on its way back to {account}.':
    'Su pago de {amount} por {job} va de regreso a {account}.',
  'Your statement shows it as a credit, usually within {wordWhen}.':
    'Su estado de cuenta lo muestra como un crédito, normalmente en {wordWhen}.',
  '3 to 5 business days': 'de 3 a 5 días hábiles',
  '5 to 7 business days': 'de 5 a 7 días hábiles',
  'Payment method': 'Forma de pago',
  'Refunded to': 'Reembolsado a',
  Credit: 'Crédito',
  'New charge': 'Nuevo cobro',
  '{amount}, not confirmed yet': '{amount}, todavía sin confirmar',
  'Payment date': 'Fecha del pago',

  // Reminders to sign
  '{company}: reminder: sign the proposal for {job}': '{company}: recordatorio: firme la propuesta para {job}',
  '{company}: reminder: sign the agreement for {job}': '{company}: recordatorio: firme el contrato para {job}',
  '{company}: reminder: sign the change order {count} for {job}':
    '{company}: recordatorio: firme la orden de cambio {count} para {job}',
  'A reminder: this proposal waits for your signature.': 'Un recordatorio: esta propuesta espera su firma.',
  'A reminder: this agreement waits for your signature.': 'Un recordatorio: este contrato espera su firma.',
  'A reminder: this change order {count} waits for your signature.':
    'Un recordatorio: esta orden de cambio {count} espera su firma.',
  'If you have just signed it, there is nothing left to do.': 'Si acaba de firmar, no tiene que hacer nada más.',

  // A sealed copy
  '{company}: signed proposal for {job}': '{company}: propuesta firmada para {job}',
  '{company}: signed agreement for {job}': '{company}: contrato firmado para {job}',
  '{company}: signed change order {count} for {job}': '{company}: orden de cambio {count} firmada para {job}',
  'Everybody has signed the proposal for {job}': 'Todos firmaron la propuesta para {job}',
  'Everybody has signed the agreement for {job}': 'Todos firmaron el contrato para {job}',
  'Everybody has signed the change order {count} for {job}': 'Todos firmaron la orden de cambio {count} para {job}',
  'Everybody has signed the proposal.': 'Todos firmaron la propuesta.',
  'Everybody has signed the agreement.': 'Todos firmaron el contrato.',
  'Everybody has signed the change order {count}.': 'Todos firmaron la orden de cambio {count}.',
  'Your copy is attached as a PDF. Keep it.': 'Su copia va adjunta en PDF. Guárdela.',
  'Your copy is a large file, so it isn’t attached: download it from your page, and keep it.':
    'Su copia es un archivo grande, así que no va adjunta: descárguela de su página y guárdela.',
  'Your copy is a large file, so it isn’t attached: ask {company} for it.':
    'Su copia es un archivo grande, así que no va adjunta: pídasela a {company}.',
  'It’s sealed: any change to the file shows. Its last pages say who signed when, and have the forms to cancel where the law gives you that right.':
    'Está sellada: cualquier cambio en el archivo se nota. Las últimas páginas dicen quién firmó y cuándo, y traen los formularios para cancelar donde la ley le da ese derecho.',
  Sealed: 'Sellado',
  Fingerprint: 'Huella',
  'Check the file': 'Revisar el archivo',

  // A canceled agreement
  'Agreement canceled': 'Contrato cancelado',
  '{company}: agreement canceled for {job}': '{company}: contrato cancelado para {job}',
  'The agreement is canceled.': 'El contrato está cancelado.',
  'Notice of it came on your page: {day}.': 'El aviso llegó por su página: {day}.',
  'Notice of it came by mail: {day}.': 'El aviso llegó por correo postal: {day}.',
  'Notice of it came by mail: dated {day}, received {dayReceived}.':
    'El aviso llegó por correo postal: con fecha del {day}, recibido el {dayReceived}.',
  'Notice of it came by email: {day}.': 'El aviso llegó por correo electrónico: {day}.',
  'Notice of it came by email: dated {day}, received {dayReceived}.':
    'El aviso llegó por correo electrónico: con fecha del {day}, recibido el {dayReceived}.',
  'Notice of it came by hand: {day}.': 'El aviso se entregó en mano: {day}.',
  'Notice of it came by hand: dated {day}, received {dayReceived}.':
    'El aviso se entregó en mano: con fecha del {day}, recibido el {dayReceived}.',
  'Notice of it came another way: {day}.': 'El aviso llegó de otra manera: {day}.',
  'Notice of it came another way: dated {day}, received {dayReceived}.':
    'El aviso llegó de otra manera: con fecha del {day}, recibido el {dayReceived}.',
  'Keep this email for your records.': 'Guarde este correo como constancia.',
  'Nothing more is owed, and nothing more is charged.': 'Ya no se debe nada y no se cobra nada más.',
  'What was paid, {amount}, is refunded by {day}.': 'Lo que se pagó, {amount}, se reembolsa a más tardar el {day}.',
} as const
