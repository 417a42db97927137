/** Its message is shown to administrators and holds nothing personal. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** It would never work: nobody tries again. */
  readonly isHopeless: boolean;

  constructor(message: string, isHopeless = false) {
    super(message);
    this.isHopeless = isHopeless;
  }
}
