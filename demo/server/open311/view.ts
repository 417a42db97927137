import type { Location } from '../forms/location.js';
import { messagesIn } from '../messages.js';
import { publishedText } from './published-text.js';
import type { Service } from './service.js';
import type { RequestRow } from './store.js';

const day = 24 * 60 * 60_000;

/**
 * A request as anybody may read it: nothing of who sent it, no attribute, no picture that was uploaded, no word of the
 * conversation, and what was described without what leads to a person.
 */
export function publicRequest(row: RequestRow, service: Service | undefined): object {
  const answers = JSON.parse(row.answers) as {
    description?: string;
    place?: Location;
    address_id?: string;
    media_url?: string;
  };
  const { member, form } = service ?? {};
  const { place } = answers;
  return {
    service_request_id: row.id,
    status: row.status === 'closed' ? 'closed' : 'open',
    status_notes: messagesIn('sv').page.status[row.status as 'received'] ?? null,
    service_name: form?.title ?? row.service_code,
    service_code: row.service_code,
    description: publishedText(answers.description),
    agency_responsible: member?.agency ?? null,
    service_notice: member?.notice ?? null,
    requested_datetime: w3Time(row.requested),
    updated_datetime: w3Time(row.updated),
    expected_datetime: member?.days ? w3Time(new Date(row.requested.getTime() + member.days * day)) : null,
    address: publishedText(place?.text),
    address_id: answers.address_id ?? null,
    zipcode: /(?<!\d)\d{3} ?\d{2}(?!\d)/.exec(place?.text ?? '')?.[0] ?? null,
    lat: place?.lat ?? null,
    long: place?.long ?? null,
    media_url: answers.media_url ?? null,
  };
}

/** Without fractions of seconds, which some clients of the standard's time do not read. */
function w3Time(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
