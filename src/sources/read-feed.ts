import type { Feed } from '../contracts/feed.js';
import { SourceError } from '../internal/errors.js';
import { isElement, parseXml } from '../internal/xml.js';
import { atom } from './atom.js';
import { isJsonFeed, jsonFeed } from './json-feed.js';
import { isMastodon, mastodon } from './mastodon.js';
import { rss } from './rss.js';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readXml(text: string, address: string): Feed | undefined {
  const document = parseXml(text);
  const root = document.nodes.find(isElement);
  const name = root?.tag.toLowerCase();
  if (!root || !name) return undefined;
  if (name === 'feed' || name === 'entry') return atom(root, address);
  if (name === 'rss' || name === 'rdf:rdf' || name === 'channel') return rss(root, address);
  return undefined;
}

/**
 * A document of any feed format, told by its content and never by its address or type.
 * @param address where it came from: what relative addresses in it resolve against
 * @throws {SourceError} `format`, saying what was there instead
 */
export function readFeed(text: string, address: string): Feed {
  const start = text.replace(/^[\ufeff\s]+/, '').slice(0, 1);
  if (start === '<') {
    const feed = readXml(text, address);
    if (feed) return feed;
  }
  const json = start === '{' || start === '[' ? parseJson(text) : undefined;
  if (isJsonFeed(json)) return jsonFeed(json, address);
  if (Array.isArray(json) && !json.length) return { format: 'mastodon', posts: [], problems: [] };
  if (isMastodon(json)) return mastodon(json, address);
  const seen = /<html|<!doctype html/i.test(text.slice(0, 1000))
    ? 'a web page'
    : text.trim()
      ? `“${text.trim().slice(0, 40)}…”`
      : 'nothing';
  throw new SourceError('format', `Expected a feed (RSS, Atom, JSON Feed, Mastodon), found ${seen}.`, {
    url: address,
  });
}
