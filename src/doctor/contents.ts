import { check } from '../contracts/check.js';
import type { Feed, ItemProblem } from '../contracts/feed.js';
import { Form } from '../contracts/form.js';
import { Poll } from '../contracts/poll.js';
import type { Post } from '../contracts/post.js';
import { object } from '../sources/json.js';
import { readFeed } from '../sources/read-feed.js';
import { services } from '../sources/services.js';
import { formFaults } from './form.js';
import { pollFaults } from './poll.js';
import type { Answer, Finding } from './report.js';
import type { Text } from './text.js';
import { finding } from './words.js';

export interface Contents {
  format: string | null;
  items: number;
  findings: Finding[];
}

/** No more than these of one kind: the hundredth bad item says nothing new. */
const MANY = 20;

const left = (problems: readonly ItemProblem[]): Finding[] =>
  problems
    .slice(0, MANY)
    .map(({ path, expected, found }) =>
      expected === 'a whole document' ? finding('cut') : finding('item', { path, expected, found }),
    );

const unusable = ([first]: readonly ItemProblem[]): Finding =>
  finding('document', {
    path: first?.path || 'the document',
    expected: first?.expected ?? 'usable',
    found: first?.found ?? 'nothing',
  });

function mediaFaults(posts: readonly Post[]): Finding[] {
  const media = posts.flatMap((post, i) =>
    (post.media ?? []).map((each, n) => ({ ...each, path: `posts[${i}].media[${n}]` })),
  );
  const inText = posts.flatMap((post, i) =>
    [...(post.html ?? '').matchAll(/<img\b[^>]*>/gi)].map(([tag]) => ({ tag, path: `posts[${i}].html` })),
  );
  const silent = [
    ...media.filter(({ type, alt }) => ['image', 'animation'].includes(type) && !alt?.trim()),
    ...inText.filter(({ tag }) => !/\balt\s*=/i.test(tag)),
  ];
  const insecure = [
    ...media.filter(({ url }) => url.startsWith('http:')),
    ...inText.filter(({ tag }) => /\bsrc\s*=\s*["']?http:/i.test(tag)),
  ];
  return [
    ...(silent[0] ? [finding('no-alt', { count: silent.length, path: silent[0].path })] : []),
    ...(insecure[0] ? [finding('insecure-media', { count: insecure.length, path: insecure[0].path })] : []),
  ];
}

const twice = (ids: readonly string[]): string | undefined => ids.find((id, i) => ids.indexOf(id) !== i);

function postFaults(posts: readonly Post[], now: number): Finding[] {
  const found = mediaFaults(posts);
  const undated = posts.filter(({ published }) => !published).length;
  if (undated) found.push(finding('no-date', { count: undated }));
  const newest =
    posts
      .map(({ published = '' }) => published)
      .sort()
      .at(-1) ?? '';
  if (newest && now - Date.parse(newest) > 366 * 86_400_000)
    found.push(finding('stale', { date: newest.slice(0, 10) }));
  // A day for clocks and zones.
  const early = posts.filter(({ published = '' }) => Date.parse(published ?? '') > now + 86_400_000);
  if (early.length) found.push(finding('future', { count: early.length, date: newest.slice(0, 10) }));
  const ids = posts.map(({ id }) => id);
  const same = twice(ids);
  if (same !== undefined)
    found.push(finding('same-id', { found: same, count: ids.filter((id) => id === same).length }));
  return found;
}

/** Addresses that no widget makes a link of, where a document has links. */
function unsafeLinks(text: string): Finding[] {
  const unsafe = [
    ...text.matchAll(
      /(?:\b(?:href|src|url|link|uri)\\?["']?\s*[=:]\s*\\?["']?|<(?:link|url|guid|id)>\s*)((?:javascript|vbscript|data):[^"'<>\s\\]{0,40})/gi,
    ),
  ].map(([, address = '']) => address);
  return unsafe[0] ? [finding('unsafe-link', { count: unsafe.length, found: unsafe[0] })] : [];
}

function ofFeed(feed: Feed, text: string, now: number): Contents {
  const { posts, problems, format } = feed;
  const findings = [...left(problems), ...unsafeLinks(text)];
  // A collection of ActivityPub may hold nothing but the address of its first page.
  if (!posts.length && !feed.next) findings.push(finding('empty', { what: 'posts' }));
  return { format, items: posts.length, findings: [...findings, ...postFaults(posts, now)] };
}

/** A format is known by what only it has; each is tried in the order of its marks. */
function known({ text, json, kind }: Text, answer: Answer, now: number): Contents | undefined {
  const root = object(json);
  if (Array.isArray(root.fields)) {
    const { data, problems } = check(Form, json);
    if (problems) return { format: 'form', items: 0, findings: [unusable(problems)] };
    return { format: 'form', items: data.fields.length, findings: formFaults(data) };
  }
  if (('question' in root && 'options' in root) || Array.isArray(root.questions)) {
    const { data, problems } = check(Poll, json);
    if (problems) return { format: 'poll', items: 0, findings: [unusable(problems)] };
    const options = data.options ?? data.questions?.flatMap((each) => each.options) ?? [];
    return { format: 'poll', items: options.length, findings: pollFaults(data, now) };
  }
  if (kind === 'json' || kind === 'html') {
    const found = serviceContents(json, text);
    if (found) return found;
  }
  try {
    return ofFeed(readFeed(text, answer.url, answer.headers), text, now);
  } catch {
    return undefined;
  }
}

/** What a widget would show of it. */
export const contentsOf = (text: Text, answer: Answer, now: number): Contents =>
  known(text, answer, now) ?? { format: null, items: 0, findings: [unknown(text, answer, now)] };

/** What an endpoint that failed says, in the ways in which they do. */
function failureOf({ error, errors, message, detail, title, status }: Record<string, unknown>): string {
  const first = object(Array.isArray(errors) ? errors[0] : error);
  const isFailure = Boolean(error ?? errors) || (typeof status === 'number' && status >= 400);
  const said = [error, first.message, first.title, message, detail, title].find(
    (each): each is string => typeof each === 'string' && each !== '',
  );
  return isFailure ? (said ?? 'error') : '';
}

/** Why it is no format, as far as that can be told. */
function unknown({ text, json }: Text, answer: Answer, now: number): Finding {
  const root = object(json);
  const failure = failureOf(root);
  if (failure) return finding('failure', { found: failure.slice(0, 80) });
  for (const [found, value] of Object.entries<unknown>(root)) {
    if (typeof value !== 'object' || !value) continue;
    const inner = {
      text: JSON.stringify(value),
      json: value,
      kind: 'json' as const,
      findings: [],
    };
    if (known(inner, answer, now)?.items) return finding('wrapped', { found });
  }
  const keys = Object.keys(root).slice(0, 5).join(', ');
  const element = /^\s*(?:<[?!][^>]*>\s*)*<([\w:.-]+)/.exec(text)?.[1];
  return finding('format', {
    hint: keys
      ? `It holds ${keys}.`
      : element
        ? `It is a document of <${element}>.`
        : `It begins with “${text.trim().slice(0, 40)}”.`,
  });
}

function serviceContents(json: unknown, text: string): Contents | undefined {
  const root = object(json);
  const looks =
    Array.isArray(root.services) ||
    (Array.isArray(json) ? json : [json]).some(
      (each) => 'name' in object(each) && !('content' in object(each)),
    );
  if (!looks) return undefined;
  const { services: found, problems } = services(json);
  if (!found.length && problems.length) {
    return { format: 'services', items: 0, findings: [unusable(problems)] };
  }
  const findings = [...left(problems), ...unsafeLinks(text)];
  if (!found.length) findings.push(finding('empty', { what: 'services' }));
  const same = twice(found.map(({ id }) => id));
  if (same !== undefined) findings.push(finding('same-id', { found: same, count: 2 }));
  return { format: 'services', items: found.length, findings };
}
