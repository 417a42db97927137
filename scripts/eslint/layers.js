/**
 * Who may import whom. A part of src/ imports from its own folder and from the layers below its own; widgets never
 * import each other. demo/ and stories/ are users: they import what users can.
 */
import { dirname, relative, resolve, sep } from 'node:path';

/** From the top down. Parts of one layer don't import each other. */
const LAYERS = [
  ['entries', 'command'],
  ['widgets', 'embed', 'doctor'],
  ['base'],
  ['config', 'locale', 'theme', 'sources'],
  ['contracts', 'internal'],
];

const level = (part) => LAYERS.findIndex((parts) => parts.includes(part));

/** Of a file in src/: its layer's part, and the folder within which imports are free. */
function place(path) {
  const [, part, widget] = path.split('/');
  if (!path.slice('src/'.length).includes('/')) return { part: 'entries', folder: 'src' };
  return part === 'widgets' ? { part, folder: `src/widgets/${widget}` } : { part, folder: `src/${part}` };
}

/** What the package offers: its entries, what registers elements, languages and the contracts. */
const PUBLIC =
  /^src\/(index|formats|doctor|themes|(widgets\/[^/]+|config)\/define|locale\/[a-z]{2}(-[A-Za-z]+)*|contracts\/.+)$/;

/**
 * @param {string} from path of the importing file in the project
 * @param {string} to path of the imported one, without extension
 * @returns {string | undefined} what is wrong with it
 */
export function problemWith(from, to) {
  const [home] = from.split('/');
  const [target] = to.split('/');
  if (home === 'src') {
    if (target !== 'src') return `src/ is what is shipped: it imports nothing from ${target}/.`;
    const own = place(from);
    const other = place(to);
    if (own.folder === other.folder || level(other.part) > level(own.part)) return undefined;
    const below = LAYERS.slice(level(own.part) + 1).flat();
    return `${own.folder} imports from ${below.join(', ') || 'libraries only'}, not from ${other.folder}.`;
  }
  if (home === 'demo' || home === 'stories') {
    if (target === home || (target === 'src' && PUBLIC.test(to))) return undefined;
    if (home === 'stories' && /^(demo\/server|test\/helpers)\//.test(to)) return undefined;
    return `${home}/ uses the widgets as everybody does: index, define, languages and contracts, not ${to}.`;
  }
  return undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export const layers = {
  meta: { type: 'problem', docs: { description: 'keep imports within the layers' }, schema: [] },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep).join('/');
    const check = (source) => {
      const specifier = source?.value ?? source?.literal?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      const to = relative(context.cwd, resolve(dirname(context.filename), specifier))
        .split(sep)
        .join('/');
      const message = problemWith(from, to.replace(/\.[jt]s$/, ''));
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument),
    };
  },
};
