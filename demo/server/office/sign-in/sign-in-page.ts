import type { Context } from 'hono';
import { attributes, markup } from '../../markup.js';
import type { Server } from '../../server.js';
import { filled, officeLanguageOf } from '../language.js';
import { publicPage } from '../page.js';
import { signInWords } from './words.js';

export interface SignInState {
  status?: number;
  /** Where to go on to. */
  next?: string;
  /** The name that was typed. */
  name?: string;
  mistake?: 'wrong' | 'noAccount' | 'providerFailed';
  /** For how many seconds nobody gets in. */
  wait?: number;
  /** Something was sent without a session. */
  isOver?: boolean;
}

export function signInPage(c: Context, server: Server, state: SignInState = {}): Response {
  const words = signInWords(officeLanguageOf(c));
  const { next = '/admin/', name = '', mistake, wait } = state;
  const text = wait ? filled(words.locked, { minutes: Math.ceil(wait / 60) }) : mistake && words[mistake];
  const described = text ? 'sign-in-mistake' : undefined;
  const wrong = mistake === 'wrong' ? 'true' : undefined;
  const provider = server.office.oidc;
  return publicPage(c, server, {
    title: words.title,
    status: state.status ?? 200,
    main: markup`<div class="sign-in">
      <h1>${words.title}</h1>
      ${state.isOver && markup`<p class="notice bad" role="alert">${words.over}</p>`}
      ${text && markup`<p class="notice bad" role="alert" id="sign-in-mistake">${text}</p>`}
      ${
        server.office.passwords
          ? markup`<form method="post" action="/admin/sign-in">
              <input type="hidden" name="next" value="${next}">
              <div class="field">
                <label for="name">${words.name}</label>
                <input${attributes({
                  id: 'name',
                  name: 'name',
                  value: name,
                  required: true,
                  maxlength: 100,
                  autocomplete: 'username',
                  autocapitalize: 'none',
                  spellcheck: 'false',
                  'aria-describedby': described,
                  'aria-invalid': wrong,
                })}>
              </div>
              <div class="field">
                <label for="password">${words.password}</label>
                <input${attributes({
                  id: 'password',
                  name: 'password',
                  type: 'password',
                  required: true,
                  maxlength: 1000,
                  autocomplete: 'current-password',
                  'aria-describedby': described,
                  'aria-invalid': wrong,
                })}>
              </div>
              <p><button>${words.submit}</button></p>
            </form>`
          : markup`<p>${words.noPasswords}</p>`
      }
      ${
        provider &&
        markup`<p class="or"><span>${words.or}</span></p>
          <p>
            <a class="button quiet" href="/admin/sign-in/provider?next=${encodeURIComponent(next)}"
              >${filled(words.provider, { provider: provider.name ?? words.providerName })}</a
            >
          </p>`
      }
    </div>`,
  });
}
