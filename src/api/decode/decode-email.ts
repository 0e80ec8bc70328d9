import {createReader, isJson, splitAddresses} from './decode.ts';
import {present} from '../../domain/present.ts';
import type {EmailDetails} from '../../domain/ticket.ts';

/** The answer of getEmail; undefined where it is no e-mail. The HTML stays as it came. */
export function decodeEmailDetails(answer: unknown): EmailDetails | undefined {
  const json: unknown = Array.isArray(answer) ? answer.flat().find(isJson) : answer;
  if (!isJson(json)) return undefined;
  const reader = createReader(json);
  const content = json['email_content'];
  const details: EmailDetails = {
    ...present({
      orderId: reader.line('orderId'),
      createdDateTime: reader.dateTime('createdDateTime'),
      subject: reader.line('subject'),
      from: reader.line('FromAddress'),
    }),
    to: splitAddresses(reader.line('ToAddress')),
    cc: splitAddresses(reader.line('CCAddress')),
    html: typeof content === 'string' ? content : '',
  };
  const isEmail = details.html !== '' || details.subject !== undefined || details.from !== undefined;
  if (!isEmail) return undefined;
  const other = reader.others().filter(({key}) => key !== 'email_content');
  return other.length === 0 ? details : {...details, other};
}
