export interface Surroundings {
  /** Of the package. */
  version: string;
  /** Writes a line for whoever called. */
  print: (text: string) => void;
}

export interface Command {
  name: string;
  /** How to call it, and what it does, as the help prints it. */
  usage: string;
  /** @returns the exit code */
  run(args: readonly string[], surroundings: Surroundings): Promise<number>;
}
