/** dist/custom-elements.json from the classes' doc comments; docs, editor data and the snippet builder are made of it. */

/** Where a source module is in the package. */
const published = (path) =>
  path
    .replace(/^\/?(src\/.*)\.[jt]s$/, '$1')
    .replace(/^src\/config\/civic-config$/, 'dist/config.js')
    .replace(/^src\/config\/define$/, 'dist/config/define.js')
    .replace(/^src\/widgets\/([^/]+)\/define$/, 'dist/$1/define.js')
    .replace(/^src\/widgets\/([^/]+)\/\1$/, 'dist/$1.js')
    .replace(/^src\/(?:widgets\/[^/]+\/[^/]+\.events|base\/error-event)$/, 'dist/index.js');

const walk = (value, visit) => {
  if (!value || typeof value !== 'object') return;
  visit(value);
  for (const child of Object.values(value)) walk(child, visit);
};

const isPublic = (member) => !['private', 'protected'].includes(member.privacy) && !/^[_#]/.test(member.name);

/** Lit's own methods are no news to anybody who reads the manifest. */
const LIFECYCLE = new Set([
  'render', 'willUpdate', 'firstUpdated', 'updated', 'shouldUpdate', 'getUpdateComplete', 'createRenderRoot',
  'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'scheduleUpdate', 'performUpdate',
  'styles', 'properties', 'shadowRootOptions',
]); // prettier-ignore

/** Leaves out what users of an element can't use. */
const onlyPublic = {
  name: 'only-public',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      for (const declaration of module.declarations ?? []) {
        if (!declaration.customElement) continue;
        declaration.members = declaration.members.filter(
          (member) => isPublic(member) && !LIFECYCLE.has(member.name),
        );
        // The analyzer also takes the arguments of what dispatches for events.
        declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('civic-'));
        const fields = new Set(declaration.members.map((member) => member.name));
        declaration.attributes = declaration.attributes?.filter(
          (attribute) => !attribute.fieldName || fields.has(attribute.fieldName),
        );
      }
    }
  },
};

/** `Layout` says nothing to an editor; `'list' | 'grid' | 'compact'` does. */
function spelledOut() {
  const aliases = new Map();
  return {
    name: 'spelled-out',
    analyzePhase({ ts, node }) {
      if (ts.isTypeAliasDeclaration(node) && !node.typeParameters)
        aliases.set(node.name.text, node.type.getText());
    },
    packageLinkPhase({ customElementsManifest }) {
      const resolve = (text, depth = 0) =>
        depth > 4
          ? text
          : text.replace(/\b[A-Z]\w+\b/g, (name) => {
              const meaning = aliases.get(name);
              return meaning && /^[\s|'"\w-]+$/.test(meaning)
                ? resolve(meaning.replace(/\s+/g, ' ').replace(/^\| /, ''), depth + 1)
                : name;
            });
      walk(customElementsManifest, (value) => {
        if (value.type?.text) value.type.text = resolve(value.type.text);
      });
    },
  };
}

/** Modules and paths as the package has them; what the base class brings stands on each element. */
const asPublished = {
  name: 'as-published',
  packageLinkPhase({ customElementsManifest }) {
    const modules = new Map();
    walk(customElementsManifest, (value) => {
      for (const key of ['path', 'module'])
        if (typeof value[key] === 'string') value[key] = published(value[key]);
      if (value.inheritedFrom) delete value.inheritedFrom;
      if (value.customElement) value.superclass = { name: 'LitElement', package: 'lit' };
    });
    for (const module of customElementsManifest.modules) {
      if (!module.path.startsWith('dist/')) continue;
      const same = modules.get(module.path);
      if (!same) modules.set(module.path, module);
      else
        for (const key of ['declarations', 'exports'])
          same[key] = [...(same[key] ?? []), ...(module[key] ?? [])];
    }
    customElementsManifest.modules = [...modules.values()];
  },
};

export default {
  globs: ['src/base/*.ts', 'src/config/*.ts', 'src/widgets/*/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [onlyPublic, spelledOut(), asPublished],
};
