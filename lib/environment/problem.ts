/** What is wrong with a variable. The message goes on after its name, and never has its value in it. */
export type VariableProblem = { name: string; message: string }
