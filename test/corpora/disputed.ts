/** What a document is expected to be read as and is not, because we think that the expectation is wrong. */
export interface Dispute {
  /** End of the file's path. */
  file: string;
  /** Pattern for the values concerned; all of the file's where there is none. */
  what?: string;
  reason: string;
}

const CUT =
  'The reader behind these values counts the item that the document breaks off in. Half a title is no title: only whole items are shown, as is demanded.';
const PRIVATE =
  'The network does not call this status public, so it is left out, as is demanded. The test reads it once more as a public one.';

export const DISPUTED: readonly Dispute[] = [
  { file: 'illformed__rss_incomplete_cdata.xml', what: '^item', reason: CUT },
  { file: 'aurora-civiclive.truncated.xml', what: '^items$|^item 1', reason: CUT },
  { file: 'kobyly-uradna-tabula.truncated.xml', what: '^items$|^item 2', reason: CUT },
  { file: 'status-audio-no-alt.json', reason: PRIVATE },
  { file: 'status-card-de.json', reason: PRIVATE },
  { file: 'status-image-focus-sensitive.json', reason: PRIVATE },
  { file: 'status-video.json', reason: PRIVATE },
  {
    file: 'nf-illegally-nested.xml',
    reason:
      'Ten of the twenty are `<item />` inside of another item, with nothing in them. A blank card is worse than none.',
  },
  {
    file: 'illformed__chardet__shiftjis.xml',
    what: 'title',
    reason:
      'The reader behind this value took the bytes for UTF-8; they are Shift_JIS, as the document itself expects.',
  },
  {
    file: 'encoding__double-encoded-html.xml',
    what: '^text$',
    reason:
      'Three references to three letters are three letters. Guessing that they were meant as bytes breaks texts that mean them.',
  },
  {
    file: 'granary-question.as2.json',
    what: 'options',
    reason:
      'The document holds an option that was encoded twice; the note beside the value allows to show it as it is stored.',
  },
];
