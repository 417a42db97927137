import { AsyncDirective, directive } from 'lit/async-directive.js';
import { onTick } from '../internal/clock.js';
import type { LocaleController } from '../locale/locale-controller.js';

/** A time as "3 hours ago" that stays true, by the page's one timer, without rendering its widget again. */
class RelativeTimeDirective extends AsyncDirective {
  #date: Date | undefined;
  #locale: LocaleController | undefined;
  #shown = '';
  #stop: (() => void) | undefined;

  render(date: Date, locale: LocaleController): unknown {
    this.#date = date;
    this.#locale = locale;
    if (this.isConnected) this.reconnected();
    return (this.#shown = locale.relative(date));
  }

  protected override disconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override reconnected(): void {
    this.#stop ??= onTick(() => {
      const text = this.#date && this.#locale?.relative(this.#date);
      if (text && text !== this.#shown) this.setValue((this.#shown = text));
    });
  }
}

export const relativeTime = directive(RelativeTimeDirective);
