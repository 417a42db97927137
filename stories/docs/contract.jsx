import { Source } from '@storybook/addon-docs/blocks';
import React from 'react';

const nameOf = (ref) => ref.split('/').pop();

/** A schema's type in words. */
function typeOf(schema = {}) {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`;
  return [schema.type ?? 'anything'].flat().join(' | ');
}

/** Objects that are written within another one, by the path that leads there. */
function members(schema, path = '') {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const own = { name: path + name, member, isRequired: schema.required?.includes(name) };
    const inner = [member, ...(member.anyOf ?? [])].flatMap((each) => [each, each.items ?? {}]);
    return [own, ...inner.flatMap((each) => members(each, `${path}${name}.`))];
  });
}

/** Doc comments, in which code stands between backticks. */
const written = (text) => text.split('`').map((part, i) => (i % 2 ? <code key={i}>{part}</code> : part));

function Members({ schema, caption }) {
  const rows = members(schema);
  const about = ({ member }) =>
    [member.description, 'default' in member && `Default: ${JSON.stringify(member.default)}.`]
      .filter(Boolean)
      .join(' ');
  const isDescribed = rows.some(about);
  return (
    <table className="members">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col">Type</th>
          {isDescribed && <th scope="col">What it is</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((each) => (
          <tr key={each.name}>
            <th scope="row">
              <code>{each.name}</code>
              {each.isRequired ? ' (required)' : ''}
            </th>
            <td>
              <code>{typeOf(each.member)}</code>
            </td>
            {isDescribed && <td>{written(about(each))}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A contract as tables and an example, from its JSON Schema. */
export function Contract({ schema }) {
  return (
    <>
      {schema.description && <p>{written(schema.description)}</p>}
      <Members schema={schema} caption={schema.title} />
      {Object.entries(schema.$defs ?? {}).map(([name, part]) =>
        part.properties ? (
          <Members key={name} schema={part} caption={name} />
        ) : (
          <p key={name}>
            <b>{name}</b>: <code>{typeOf(part)}</code>
          </p>
        ),
      )}
      {schema.examples?.map((example, i) => (
        <Source key={i} language="json" code={JSON.stringify(example, null, 2)} />
      ))}
    </>
  );
}
