import type { Language } from '@/lib/language/language'

// What somebody reads before they sign electronically: the six points of 15 USC 7001(c)(1), in plain words. A consent
// names the version that was read, in whichever language, so a text is never changed: add the next one. Pure.

export type ConsentText = { version: number; language: Language; points: readonly { title: string; text: string }[] }

const VERSION_1: ConsentText = {
  version: 1,
  language: 'en',
  points: [
    {
      title: 'Paper instead',
      text: 'You can have this on paper and sign it by hand. Tell your contractor: by “Ask a question” on this page, by phone or by email.',
    },
    {
      title: 'Changing your mind',
      text: 'You can take this back at any time before you sign: close this page, or tell your contractor. It costs nothing; you then get paper. What you have signed by then stays signed.',
    },
    {
      title: 'What it is for',
      text: 'This is about this one document. For the next one you are asked again.',
    },
    {
      title: 'Your email address',
      text: 'If it changes, tell your contractor the new one by phone or email, so that what you are sent reaches you.',
    },
    {
      title: 'A copy on paper',
      text: 'You can download the PDF from this page and print it. Your contractor also gives you a paper copy when you ask. Neither costs anything.',
    },
    {
      title: 'What you need',
      text: 'A phone, tablet or computer with the internet and a current browser, something that opens PDF files, and room to keep them or a printer.',
    },
  ],
}

/** In Spanish, with the buttons that the page has by now. */
const VERSION_2: ConsentText = {
  version: 2,
  language: 'es',
  points: [
    {
      title: 'En papel, si lo prefiere',
      text: 'Puede recibir este documento en papel y firmarlo a mano: presione “Quiero firmar en papel” más abajo, o dígaselo a su contratista por teléfono o por correo electrónico.',
    },
    {
      title: 'Si cambia de opinión',
      text: 'Puede retirar este consentimiento en cualquier momento: presione “Retirar mi consentimiento” en esta página, o dígaselo a su contratista. No le cuesta nada; lo que todavía no haya firmado lo recibe entonces en papel. Lo que ya haya firmado queda firmado.',
    },
    {
      title: 'Para qué vale',
      text: 'Esto vale solo para este documento. Para el siguiente se le vuelve a preguntar.',
    },
    {
      title: 'Su correo electrónico',
      text: 'Si cambia, dígale el nuevo a su contratista por teléfono o por correo electrónico, para que le llegue lo que se le envía.',
    },
    {
      title: 'Una copia en papel',
      text: 'Puede descargar el PDF de esta página e imprimirlo. Su contratista también le da una copia en papel si se la pide. Ninguna de las dos cuesta nada.',
    },
    {
      title: 'Lo que necesita',
      text: 'Un teléfono, una tableta o una computadora con internet y un navegador actual, algo que abra archivos PDF, y espacio para guardarlos o una impresora.',
    },
  ],
}

/** As version 1, with the buttons that the page has by now. */
const VERSION_3: ConsentText = {
  version: 3,
  language: 'en',
  points: [
    {
      title: 'Paper instead',
      text: 'You can have this on paper and sign it by hand: press “I want to sign on paper” below, or tell your contractor by phone or email.',
    },
    {
      title: 'Changing your mind',
      text: 'You can take this back at any time: press “Take back my consent to sign electronically” on this page, or tell your contractor. It costs nothing; what you haven’t signed you then get on paper. What you have signed by then stays signed.',
    },
    ...VERSION_1.points.slice(2),
  ],
}

export const CONSENT_TEXTS: readonly ConsentText[] = [VERSION_1, VERSION_2, VERSION_3]

/** The one that is read now in each language. */
const CURRENT: Record<Language, ConsentText> = { en: VERSION_3, es: VERSION_2 }
export const consentTextIn = (language: Language): ConsentText => CURRENT[language]

/** The versions that are read now. Whoever has consented to one of them has consented. */
export const CURRENT_VERSIONS: readonly number[] = Object.values(CURRENT).map(({ version }) => version)

const HEADS: Record<Language, string> = {
  en: 'Consent to sign electronically, version',
  es: 'Consentimiento para firmar electrónicamente, versión',
}

/** A text as it is hashed. */
export const consentWords = ({ version, language, points }: ConsentText): string =>
  [`${HEADS[language]} ${version}`, ...points.map(({ title, text }) => `${title}: ${text}`)].join('\n')
