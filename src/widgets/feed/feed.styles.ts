import { css } from 'lit';

export const feedStyles = css`
  .posts > li {
    min-inline-size: 0;
    contain-intrinsic-size: auto 20em;
  }
  /* Not the first ones: they are what is looked at, printed and photographed. */
  .posts > li:nth-child(n + 13) {
    content-visibility: auto;
  }
  .list .posts,
  .list [part='pending'] {
    max-inline-size: 45em;
  }
  .row {
    block-size: 13.25em;
  }
  .grid .posts,
  .grid [part='pending'] {
    grid-template-columns: repeat(auto-fill, minmax(min(18em, 100%), 1fr));
  }
  article {
    padding: var(--_space);
  }
  article > :last-child,
  .content > :last-child,
  blockquote > :last-child {
    margin-block-end: 0;
  }
  article .heading {
    margin-block-end: 0.35em;
  }
  article .heading a {
    text-decoration-thickness: 0.06em;
  }
  .byline {
    margin-block-end: 0.6em;
    line-height: 1.35;
  }
  .byline > * {
    display: block;
  }
  .byline .muted,
  .counts {
    min-block-size: 1.35em;
  }
  .faced {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    column-gap: 0.65em;
    align-items: center;
  }
  .faced .avatar {
    grid-row: 1 / 3;
  }
  .byline .muted a {
    display: inline-block;
    min-block-size: 1.7em;
    line-height: 1.7em;
  }
  .avatar {
    inline-size: 2.5em;
    block-size: 2.5em;
    flex: none;
    border-radius: 50%;
    object-fit: cover;
    background: var(--_tint);
  }
  .emoji {
    inline-size: auto;
    block-size: 1.2em;
    vertical-align: text-bottom;
  }
  .untitled .author {
    font-weight: 600;
  }
  .content {
    margin-block-end: 0.5em;
  }
  /* A line of nothing but hashtags is targets, not text: 24 px high, whatever the font. */
  .content a {
    padding-block: calc(12px - 0.55em);
  }
  .content :is(ul, ol, dl, blockquote, pre, table, figure) {
    margin: 0 0 0.5em;
  }
  .content ul {
    list-style: disc;
  }
  .content :is(ul, ol) {
    padding-inline-start: 1.4em;
  }
  .content blockquote,
  .quote {
    margin: 0.75em 0;
    padding-inline-start: 0.85em;
    border-inline-start: 0.2em solid var(--_border);
  }
  .content pre,
  .content table {
    display: block;
    max-inline-size: 100%;
    overflow-x: auto;
    overflow-wrap: normal;
  }
  .media {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(12em, 100%), 1fr));
    gap: 0.5em;
    margin-block: 0.75em;
  }
  .media img,
  .media video {
    display: block;
    inline-size: 100%;
    block-size: auto;
    max-block-size: 30em;
    object-fit: cover;
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_tint);
  }
  .media > img:not(:only-child) {
    aspect-ratio: 4 / 3;
  }
  .media:has(> :nth-child(4):last-child) {
    grid-template-columns: 1fr 1fr;
  }
  .media audio,
  .file {
    grid-column: 1 / -1;
    max-inline-size: 100%;
  }
  .reveal {
    grid-column: 1 / -1;
    min-block-size: 5em;
    border: 1px dashed var(--_border);
    background: var(--_tint);
    font-weight: 400;
  }
  .card {
    display: block;
    margin-block: 0.75em;
    padding: 0.75em;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.75);
    text-decoration: none;
  }
  .card:hover strong {
    text-decoration: underline;
  }
  .card > * {
    display: block;
  }
  .card img {
    inline-size: 100%;
    max-block-size: 14em;
    margin-block-end: 0.5em;
    object-fit: cover;
    border-radius: calc(var(--_radius) * 0.5);
  }
  .card span {
    font-size: 0.9em;
    color: var(--_muted);
  }
  .poll {
    gap: 0;
    margin-block: 0.75em;
  }
  .poll li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    padding-block: 0.25em;
    border-block-end: 1px solid var(--_line);
  }
  .warning > summary {
    font-weight: 600;
  }
  .counts {
    margin-block: 0.5em 0;
  }
  .grid article {
    display: flex;
    flex-direction: column;
  }
  .grid .counts {
    margin-block-start: auto;
  }
  .filter {
    margin-block-end: var(--_space);
  }
  .filter select {
    min-block-size: 2.5em;
    max-inline-size: 100%;
    padding: 0.25em 0.5em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.5);
    background: Field;
    color: FieldText;
  }
  .new {
    inline-size: 100%;
    margin-block-end: var(--_space);
  }
  .links {
    gap: 0.25em 1.25em;
    margin-block-start: var(--_space);
  }
  .links a {
    display: inline-block;
    padding-block: 0.3em;
  }
  .compact .posts {
    gap: 0;
  }
  .compact .posts > li {
    contain-intrinsic-size: auto 5em;
  }
  .compact article .heading {
    font-size: 1.05em;
  }
  .compact article {
    padding: 0.6em 0.75em;
    border-width: 0 0 1px;
    border-radius: 0;
  }
  .compact .row {
    block-size: 7em;
  }
  .compact :is(.content, .media, .card, .counts, .poll, .quote, .avatar),
  .compact .content + p {
    display: none;
  }
  .compact .untitled .content {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .compact .byline {
    display: block;
    margin: 0;
  }
`;
