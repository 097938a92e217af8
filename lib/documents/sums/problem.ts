/** What is wrong with an input: at which field ("sections.0.lines.2.quantityHundredths"), and a sentence to act on. */
export type Problem = { path: string; message: string }
