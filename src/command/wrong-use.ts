/** The command was called in a way that means nothing: exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
