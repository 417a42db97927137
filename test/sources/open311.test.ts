import { expect } from '@open-wc/testing';
import {
  open311Case,
  open311Definition,
  open311Errors,
  open311Receipt,
  open311Services,
  parseOpen311,
} from '../../src/sources/open311.js';

const services = (text: string) => open311Services(parseOpen311(text));

describe('Open311', () => {
  it('reads services alike from JSON and XML', () => {
    const xml = `<?xml version="1.0"?><services><service><service_code>001</service_code>
      <service_name>Cans &amp; bins</service_name><description> Left out </description><metadata>true</metadata>
      <type>realtime</type><keywords>lorem, ipsum</keywords><group>sanitation\n</group></service></services>`;
    const json = `[{"service_code":001,"service_name":"Cans & bins","description":"Left out",
      "metadata":true,"type":"realtime","keywords":"lorem, ipsum","group":"sanitation"}]`;
    const expected = [
      {
        code: '001',
        name: 'Cans & bins',
        description: 'Left out',
        keywords: 'lorem, ipsum',
        group: 'sanitation',
        metadata: true,
      },
    ];
    expect(services(xml)).to.deep.equal(expected);
    expect(services(json)).to.deep.equal(expected);
  });

  it('takes the first of several groups, and the code for a name that is not there', () => {
    const xml = `<services><service><service_code>7</service_code><metadata>false</metadata>
      <groups><group>street</group><group>park</group></groups></service></services>`;
    expect(services(xml)).to.deep.equal([
      { code: '7', name: '7', description: '', keywords: '', group: 'street', metadata: false },
    ]);
  });

  it('leaves out what has no code, and knows what is no list of services', () => {
    expect(services('[{"service_code":"a"},{"service_code":{"bad":1}},null,4]')).to.have.length(1);
    expect(services('[]')).to.deep.equal([]);
    expect(services('<services/>')).to.deep.equal([]);
    expect(services('{"id":"form","fields":[]}')).to.equal(undefined);
    expect(services('[{"code":400,"description":"No"}]')).to.equal(undefined);
    expect(() => services('<!doctype html><title>404</title>')).to.throw(SyntaxError);
    expect(() => services('<html><body>x</body></html>')).to.throw(SyntaxError);
    expect(() => services('<rss><channel/></rss>')).to.throw(SyntaxError);
  });

  it('makes fields of a definition, in its own order', () => {
    const attribute = (code: string, datatype: string, order: number, more = '') =>
      `<attribute><variable>true</variable><code>${code}</code><datatype>${datatype}</datatype>
        <required>${order === 2}</required><order>${order}</order><description>${code}?</description>${more}</attribute>`;
    const values = '<values><value><key>1</key><name>One</name></value><value><key>2</key></value></values>';
    const xml = `<service_definition><service_code>A</service_code><attributes>
      ${attribute('S', 'string', 6, '<datatype_description>Like AB1</datatype_description>')}
      ${attribute('N', 'number', 5)}${attribute('D', 'datetime', 4)}${attribute('T', 'text', 3)}
      ${attribute('L', 'singlevaluelist', 2, values)}${attribute('M', 'multivaluelist', 1, values)}
      <attribute><variable>false</variable><code>info</code><order>0</order><description>Read this.</description></attribute>
      <attribute><variable>true</variable><automated>hidden_field</automated><code>usrn</code><order>0</order><values /></attribute>
    </attributes></service_definition>`;
    const { fields, notes } = open311Definition(parseOpen311(xml));
    expect(notes).to.deep.equal(['Read this.']);
    expect(fields.map(({ name, type }) => [name, type])).to.deep.equal([
      ['attribute[M][]', 'checkboxes'],
      ['attribute[L]', 'select'],
      ['attribute[T]', 'textarea'],
      ['attribute[D]', 'date'],
      ['attribute[N]', 'number'],
      ['attribute[S]', 'text'],
    ]);
    expect(fields.map(({ required }) => required)).to.deep.equal([false, true, false, false, false, false]);
    expect(fields[1]!.options).to.deep.equal([
      { value: '1', label: 'One' },
      { value: '2', label: '2' },
    ]);
    expect(fields[5]!.help).to.equal('Like AB1');
    expect(
      open311Definition(parseOpen311('[{"attributes":[{"variable":"true","code":"X"}]}]')).fields,
    ).to.have.length(1);
    expect(open311Definition(null)).to.deep.equal({ fields: [], notes: [] });
  });

  it('reads what was taken, by number, by token, and from a relay', () => {
    const xml = `<service_requests><request><service_request_id>293944</service_request_id>
      <service_notice>\n Within 24 hours\n</service_notice><account_id/></request></service_requests>`;
    expect(open311Receipt(parseOpen311(xml))).to.include({ reference: '293944', message: 'Within 24 hours' });
    expect(open311Receipt(parseOpen311('[{"token":12345}]'))).to.include({ reference: '12345' });
    const bad =
      '<service_requests><request><service_request_id><bad_data>BAD</bad_data></service_request_id></request></service_requests>';
    expect(open311Receipt(parseOpen311(bad)).reference).to.equal('');
    expect(
      open311Receipt({
        service_request_id: '47',
        reference: '7K3M-Q9XD-2HFA',
        message: 'Thanks!',
        statusUrl: '/s',
      }),
    ).to.include({ reference: '7K3M-Q9XD-2HFA', message: 'Thanks! (47)', statusUrl: '/s' });
  });

  it('reads the status of a request', () => {
    const of = (status: string) =>
      open311Case([
        {
          service_request_id: 638344,
          status,
          status_notes: 'Duplicate request.',
          service_notice: null,
          requested_datetime: '2010-04-14T06:37:38-08:00',
          updated_datetime: '2010-04-15T06:37:38-08:00',
        },
      ])!;
    expect(of('closed')).to.deep.equal({
      reference: '638344',
      status: 'closed',
      updated: '2010-04-15T06:37:38-08:00',
      messages: [{ from: 'office', at: '2010-04-15T06:37:38-08:00', text: 'Duplicate request.' }],
    });
    expect([of('open').status, of('investigating').status]).to.deep.equal(['received', 'in-progress']);
    expect(open311Case([])).to.equal(undefined);
    expect(open311Case({})).to.equal(undefined);
  });

  it('says what a server says is wrong', () => {
    const xml = '<errors><error><code>400</code><description>No code.</description></error></errors>';
    expect(open311Errors(parseOpen311(xml))).to.equal('No code.');
    expect(open311Errors(parseOpen311('[{"code":403,"description":"A"},{"description":"B"}]'))).to.equal(
      'A\nB',
    );
    const broken =
      '<errors><error><code>400</code><description>There was an error</description</error></errors>';
    expect(open311Errors(parseOpen311(broken))).to.contain('There was an error');
    expect(open311Errors({ title: 'x' })).to.equal('');
  });
});
