/* The blocks in the editor. What they are comes from PHP; what a visitor sees is made there. */
(function (wp, data) {
  const { createElement: el, Fragment } = wp.element;
  const { registerBlockType } = wp.blocks;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { Disabled, PanelBody, Placeholder, SelectControl, TextControl, ToggleControl } = wp.components;
  const { labels } = data;

  const FIRST = ['src', 'heading'];
  const WITHOUT = ['fallback-href', 'fallback-text'];

  /** `block-words` as words. */
  const labelOf = (name, about = {}) =>
    labels[name] || about.label || name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

  function control(name, about, { attributes, setAttributes }) {
    const common = {
      key: name,
      label: labelOf(name, about),
      help: name === 'src' ? labels.srcHelp : about.description,
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

  for (const { name, tag, attributes: known } of data.blocks) {
    const rest = Object.keys(known).filter((each) => !FIRST.includes(each));
    registerBlockType(name, {
      edit(props) {
        const { attributes } = props;
        const inspector = el(
          InspectorControls,
          null,
          el(
            PanelBody,
            { title: labels.data },
            FIRST.map((each) => control(each, known[each], props)),
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
        const isReady = attributes.src || attributes.name || attributes.action;
        return el(
          Fragment,
          null,
          inspector,
          el(
            'div',
            useBlockProps(),
            isReady
              ? el(
                  Disabled,
                  null,
                  el(tag, { key: JSON.stringify(given(attributes, known)), ...given(attributes, known) }),
                )
              : el(
                  Placeholder,
                  { label: wp.blocks.getBlockType(name).title },
                  control('src', known.src, props),
                ),
          ),
        );
      },
      save: () => null,
    });
  }
})(window.wp, window.civicWidgetsEditor);
