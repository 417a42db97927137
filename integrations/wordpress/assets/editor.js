/* The blocks in the editor. What they are comes from PHP; what a visitor sees is made there. */
(function (wp, data, { choicesFor, understood }) {
  const { createElement: el, Fragment, useEffect, useLayoutEffect, useRef, useState } = wp.element;
  const { createBlock, isUnmodifiedDefaultBlock, registerBlockType } = wp.blocks;
  const { BlockControls, InspectorControls, useBlockProps } = wp.blockEditor;
  const {
    Button,
    Notice,
    PanelBody,
    Placeholder,
    SelectControl,
    TextControl,
    ToggleControl,
    ToolbarButton,
    ToolbarGroup,
  } = wp.components;
  const { labels } = data;

  const OTHER = 'other';
  const WITHOUT = ['fallback-href', 'fallback-text'];

  /** `block-words` as words. */
  const labelOf = (name, about = {}) =>
    labels[name] || about.label || name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

  function control(name, about, { attributes, setAttributes }) {
    const common = {
      key: name,
      label: labelOf(name, about),
      help: about.description,
    };
    const set = (value) => setAttributes({ [name]: value === '' ? undefined : value });
    if (about.type === 'boolean') {
      return el(ToggleControl, {
        ...common,
        checked: !!attributes[name],
        onChange: (on) => set(on || undefined),
      });
    }
    if (about.values) {
      const options = ['', ...about.values].map((value) => ({ value, label: value || labels.default }));
      return el(SelectControl, { ...common, options, value: attributes[name] || '', onChange: set });
    }
    return el(TextControl, {
      ...common,
      type: about.type === 'number' ? 'number' : 'text',
      value: attributes[name] ?? '',
      onChange: (text) => set(about.type === 'number' && text !== '' ? Number(text) : text),
    });
  }

  /** What the element is given: the same as PHP writes. */
  function given(attributes, known) {
    const props = {};
    for (const name of Object.keys(known)) {
      const value = attributes[name];
      if (value === undefined || value === '' || value === false) {
        continue;
      }
      props[name] = value === true ? '' : String(value);
    }
    return props;
  }

  /** Where the data is: chosen from what there is, or whatever of ours somebody pastes. Taken over when it is whole. */
  function Source({ tag, attributes, setAttributes, onDone }) {
    const [choices, setChoices] = useState([]);
    const [chosen, setChosen] = useState('');
    const [typed, setTyped] = useState(attributes.src || '');
    const [isUnknown, setUnknown] = useState(false);
    useEffect(() => void choicesFor(tag).then(setChoices), [tag]);
    const take = (found) => {
      setUnknown(!found || found.tag !== tag);
      if (!found || found.tag !== tag) return;
      setAttributes(found.attributes);
      setTyped(found.attributes.src || '');
      onDone?.();
    };
    const current = choices.some(({ src }) => src === attributes.src) ? attributes.src : OTHER;
    const value = chosen || (attributes.src ? current : '');
    return el(
      'form',
      {
        className: 'civic-widgets-source',
        onSubmit(event) {
          event.preventDefault();
          take(understood(typed, tag, choices));
        },
      },
      choices.length > 0 &&
        el(SelectControl, {
          label: labels[`${tag}-choose`] || labels.choose,
          value,
          options: [
            { value: '', label: labels.choose },
            ...choices.map(({ src, label }) => ({ value: src, label })),
            { value: OTHER, label: labels.other },
          ],
          onChange(src) {
            setChosen(src);
            if (src && src !== OTHER) take({ tag, attributes: { src } });
          },
        }),
      (choices.length === 0 || value === OTHER) && [
        el(TextControl, {
          key: 'typed',
          label: labels.src,
          help: labels.srcHelp,
          value: typed,
          onChange: setTyped,
        }),
        el(Button, { key: 'take', type: 'submit', variant: 'primary', disabled: !typed.trim() }, labels.use),
      ],
      isUnknown && el(Notice, { status: 'warning', isDismissible: false }, labels.unknown),
    );
  }

  /** The widget itself, and what an editor should know about why it shows nothing. */
  function Preview({ tag, props, onReplace }) {
    const root = useRef();
    const [code, setCode] = useState('');
    const key = JSON.stringify(props);
    // Before the element can have said anything.
    useLayoutEffect(() => {
      setCode('');
      const listen = (event) => setCode(event.code);
      const element = root.current;
      element.addEventListener('civic-error', listen);
      return () => element.removeEventListener('civic-error', listen);
    }, [key]);
    return el(
      'div',
      { ref: root },
      code &&
        el(
          Notice,
          {
            status: 'warning',
            isDismissible: false,
            actions: code === 'empty' ? [] : [{ label: labels.replace, onClick: onReplace }],
          },
          labels[`error-${code}`] || labels['error-http'],
        ),
      // To look at: a vote in here would be one. (`inert` as a property: not every React knows the attribute.)
      el('div', { ref: (node) => node && (node.inert = true) }, el(tag, { key, ...props })),
    );
  }

  /**
   * A tag or a div of ours, or the address of the snippet builder, that is pasted into a text becomes its block: WordPress
   * itself would keep only the link in it, or the bare address. A link stays one, which is enough.
   */
  function onPaste(event) {
    const text = event.clipboardData.getData('text/plain').trim();
    const isText = event.target.closest?.('.block-editor-rich-text__editable');
    const found = isText && /^(?:<|https?:\S+$)/.test(text) && understood(text);
    const block = found && data.blocks.find(({ tag }) => tag === found.tag);
    if (!block) return;
    event.preventDefault();
    event.stopPropagation();
    const { getBlockIndex, getBlockRootClientId, getSelectedBlock } = wp.data.select('core/block-editor');
    const { insertBlock, replaceBlock } = wp.data.dispatch('core/block-editor');
    const selected = getSelectedBlock();
    const made = createBlock(block.name, found.attributes);
    if (selected && isUnmodifiedDefaultBlock(selected)) replaceBlock(selected.clientId, made);
    else if (selected)
      insertBlock(made, getBlockIndex(selected.clientId) + 1, getBlockRootClientId(selected.clientId));
    else insertBlock(made);
  }
  document.addEventListener('paste', onPaste, true);

  for (const { name, tag, attributes: known } of data.blocks) {
    const rest = Object.keys(known).filter((each) => each !== 'src' && each !== 'heading');
    registerBlockType(name, {
      edit(props) {
        const { attributes } = props;
        const isReady = attributes.src || attributes.name || attributes.action;
        const [isChanging, setChanging] = useState(false);
        const inspector = el(
          InspectorControls,
          null,
          el(
            PanelBody,
            { title: labels.data },
            control('heading', known.heading, props),
            // Anew when another one was chosen in the block.
            el(Source, { key: attributes.src, tag, ...props }),
          ),
          el(
            PanelBody,
            { title: labels.look, initialOpen: false },
            rest.map((each) => control(each, known[each], props)),
          ),
          el(
            PanelBody,
            { title: labels.without, initialOpen: false },
            WITHOUT.map((each) => control(each, { type: 'string' }, props)),
          ),
        );
        const toolbar = el(
          BlockControls,
          null,
          el(ToolbarGroup, null, el(ToolbarButton, { onClick: () => setChanging(true) }, labels.replace)),
        );
        return el(
          Fragment,
          null,
          inspector,
          isReady && toolbar,
          el(
            'div',
            useBlockProps(),
            isReady && !isChanging
              ? el(Preview, { tag, props: given(attributes, known), onReplace: () => setChanging(true) })
              : el(
                  Placeholder,
                  { label: wp.blocks.getBlockType(name).title },
                  el(Source, { tag, ...props, onDone: () => setChanging(false) }),
                ),
          ),
        );
      },
      save: () => null,
    });
  }
})(window.wp, window.civicWidgetsEditor, window.civicWidgetsSource);
