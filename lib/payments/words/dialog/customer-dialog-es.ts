import type { DialogWords } from './dialog-words'

// What the payment dialog says to a customer who reads Spanish, as customer-dialog.ts says it in English. Pure.

/** What a customer reads in Spanish. */
export const FOR_CUSTOMERS_IN_SPANISH: DialogWords = {
  title: 'Pagar',
  checking: 'Confirmando. No pague otra vez',
  takenNote: {
    card: 'Su banco lo aprobó. Aparece en su estado de cuenta cuando se liquida.',
    bank: 'Su banco todavía no lo ha visto y aún puede devolverlo. Aparece en su estado de cuenta cuando se liquida.',
  },
  unheard: {
    title: 'Se cortó la conexión',
    what: 'Es posible que su pago haya llegado y que ya se haya cobrado.',
    next: 'No lo pague otra vez. El resultado aparece aquí en cuanto se sepa.',
  },
  troubles: {
    offline: 'Sin conexión. No pague de otra manera. El resultado aparece aquí cuando vuelva la conexión.',
    signed_out:
      'Este enlace ya no funciona, así que el resultado no puede mostrarse aquí. No pague otra vez. Llame a su contratista.',
  },
  slow: 'Está tardando más de lo normal. No pague de otra manera. El resultado aparece aquí.',
  slowAnnouncement: 'Todavía en proceso. No pague de otra manera.',
  closing: {
    close: {
      title: 'Su pago está en proceso',
      what: 'Cerrar esto no lo detiene. El resultado aparece en esta página. No pague otra vez antes de verlo ahí.',
      ...{ stay: 'Esperar el resultado', go: 'Cerrar de todos modos' },
    },
    leave:
      'Su pago está en proceso. Salir no lo detiene. Abra esta página de nuevo antes de volver a pagar. ¿Quiere salir?',
  },
  keep: (_customer, payee, what) =>
    `Autorizo a ${payee} a guardar esta ${what === 'card' ? 'tarjeta' : 'cuenta'} con PaySimple para los pagos futuros que yo acepte. Puedo pedirle a ${payee} que la elimine en cualquier momento.`,
  customer: {
    authorization: (payee, amount) =>
      `Al presionar “Completar el pago” autorizo a ${payee} a debitar ${amount} una sola vez de esta cuenta, hoy o el próximo día bancario, y a corregir un asiento hecho por error. Para retirar esta autorización, llame antes a ${payee}.`,
    expired: 'Para pagar con la fecha nueva de una tarjeta vencida, elija Tarjeta nueva y escríbala.',
    closeNote: 'Puede cerrar esto. El resultado también aparece en esta página.',
    autofill: {
      ...{ cardNumber: 'cc-number', expiry: 'cc-exp', securityCode: 'cc-csc' },
      ...{ payerName: 'name', billingZip: 'billing postal-code', receiptEmail: 'email' },
    },
  },
}
