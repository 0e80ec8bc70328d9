/** What mail programs write above a mail that they quote, in the languages that they speak. */

type Label = 'from' | 'sent' | 'to' | 'subject' | 'other';

const LABELS: Readonly<Record<Label, string>> = {
  from: `From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|Від|Kimden|Gönderen|보낸\\s?사람|발신인?|差出人|送信者|发件人|發件人|寄件者|寄件人|Feladó|Od pošiljatelja|
    Expéditeur|Remitente|Mittente|Afzender|Avsändare|Avsender|Afsender|Remetente|De la|Από|מאת|من|Absender|Odesílatel|Odosielateľ|Nadawca|Отправитель|Подател`,
  sent: `Sent(?: at| on)?|Date(?: sent)?|Gesendet(?: am)?|Datum|Envoyé(?: le)?|Date d'envoi|Enviado(?: el| em| a)?|Enviada em|Fecha(?: de envío)?|Inviato|Data(?: invio| de envio| wysłania)?|
    Verzonden|Skickat|Sendt|Dato|Lähetetty|Päiväys|Päivämäärä|Pvm|Wysłano|Odesláno|Odoslané|Dátum|Отправлено|Дата(?: отправки)?|Надіслано|Изпратено(?: на)?|Gönderildi|Gönderilme tarihi|Gönderme tarihi|
    Tarih|보낸\\s?날짜|보낸\\s?시간|날짜|送信日時|日時|日付|发送时间|发送日期|日期|时间|寄件日期|傳送時間|寄送時間|傳送日期|時間|Elküldve|Küldve|Trimis|Στάλθηκε|Ημερομηνία|נשלח|תאריך|تاريخ|Poslano|Poslané`,
  to: `To|An|À|A|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Кому|До|Kime|Alıcı|받는\\s?사람|수신인?|宛先|收件人|收件者|Címzett|Către|Προς|אל|إلى|Za|Ke`,
  subject: `Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Тема|Относно|Konu|제목|件名|主题|主題|主旨|Tárgy|Assunto|Subiect|Θέμα|נושא|الموضوع|Onderwerp|Tema`,
  other: `Cc|Bcc|Kopie|Kopi|Kopia|Kopio|DW|Копия|Копія|Bilgi|참조|抄送|副本|Másolatot kap|Másolat|CCO?|Ccn|Cópia|Reply-To|Antwort an|Respond to|Importance|Wichtigkeit|Priority|Attachments?|Anlagen|Sent by|
    Organi[sz]ation|Categories|Followup-To|Resent-From|Newsgroups|重要度|重要性|添付ファイル|附件`,
};

const patterns = (Object.keys(LABELS) as Label[]).map((label) => {
  const words = LABELS[label].replaceAll(/\s*\n\s*/g, '');
  return [label, new RegExp(`^[*_>\\s]*(?:${words})[*_]*\\s{0,12}[:：]`, 'iu')] as const;
});

/** What a line of a quoted mail's header says, if it is one. */
export function headerLabel(line: string): Label | undefined {
  const start = line.slice(0, 60);
  return /[:：]/.test(start) ? patterns.find(([, pattern]) => pattern.test(start))?.[0] : undefined;
}

/** What comes after the label. */
export function headerValue(line: string): string {
  return line.replace(/^[^:：]*[:：][*_]*\s*/, '').trim();
}

const ORIGINAL =
  /^[-_=—]{2,}\s*(?:(?:Original|Forwarded|Reply|Quoted) (?:Message|Appointment|e-?mail|message|text)|Forwarded by .{0,200}|Ursprüngliche (?:Nachricht|Mail)|Original-Nachricht|Originalnachricht|Weitergeleitete Nachricht|Message d'origine|Message d’origine|Message original|Message transféré|Mensaje (?:original|reenviado)|Mensagem (?:original|encaminhada)|Messaggio (?:originale|inoltrato)|Oorspronkelijk bericht|Doorgestuurd bericht|Ursprungligt meddelande|Originalmeddelande|Vidarebefordrat meddelande|Oprindelig (?:meddelelse|besked)|Videresendt (?:meddelelse|besked|melding)|Opprinnelig melding|Alkuperäinen viesti|Välitetty viesti|Wiadomość oryginalna|Oryginalna wiadomość|Przekazana wiadomość|Wiadomość przekazana|Původní zpráva|Přeposlaná zpráva|Pôvodná správa|Исходное сообщение|Пересылаемое сообщение|Переадресованное сообщение|Özgün İleti|Orijinal (?:İleti|Mesaj)|Yönlendirilen ileti|원본 (?:메시지|이메일|메일)|전달된 메시지|原始邮件|原始郵件|转发的邮件|轉寄的郵件|元のメッセージ|転送されたメッセージ|転送メッセージ|Eredeti üzenet|Továbbított üzenet|Оригинално съобщение|Препратено съобщение)\s*[-_=—]{2,}$/iu;
const BEGIN =
  /^(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Début du message (?:transféré|réexpédié)|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Begin doorgestuurd bericht|Início da mensagem (?:encaminhada|reenviada)|Vidarebefordrat brev|Videresendt (?:e-mail|melding)|Начало переадресованного сообщения|転送されたメッセージ|开始转发的邮件|以下是转发的邮件)\s?[:：]$/iu;

/** A line that says that an older mail follows. */
export function isOriginalLine(line: string): boolean {
  if (line.length > 300) return false;
  return /^[-_=—]/.test(line) ? ORIGINAL.test(line) : /[:：]$/.test(line) && BEGIN.test(line);
}

const WROTE =
  /(?<!\p{L})(?:wrote|writes|schrieb|schreibt|a écrit|escribió|escribiu|escreveu|ha scritto|scrive|schreef|skrev|kirjoitti|napisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|пишет|писала?(?:\(а\))?|написала?(?:\(а\))?|пише|написа|yazdı|(?:ezt )?írta|a scris|έγραψε|menulis|va escriure|kirjutas)(?!\p{L})|님이 작성|님이 씀|写道|寫道|写到|寫到|のメール|は書きました|さんは書きました|כתב\/?ה?|كتب/giu;
/** Yandex and Japanese programs write no verb: `23.11.2026, 12:00, "Bob" <bob@a.example>:`. */
const NO_VERB =
  /^\d{1,4}[./年-]\s?\d{1,2}[./月-]\s?\d{1,4}.{1,200}<[^<>\s]{1,100}@[^<>\s]{1,100}(?: \[\d+\])?>\s?[:：]$/;
/** Notes puts the start of the older mail into a line of its own. */
const NOTES = /^[^-]{1,120}-{2,}\s?\d{1,4}[./]\d{1,2}[./]\d{2,4} .{0,40}-{2,}/;
const LONGEST_ATTRIBUTION = 600;
const AFTER_VERB = 160;
const LONGEST_NAME = 100;
const NAME = /^["'“„(<]?[\p{Lu}\p{Lo}]/u;

/** A line that says who wrote what is quoted behind it, and when. */
export function isAttribution(text: string): boolean {
  if (text.length > LONGEST_ATTRIBUTION) return false;
  if (text.includes('--') && NOTES.test(text)) return true;
  // Zoho puts it between dashes.
  const line = text.startsWith('--') ? text.replace(/^-{2,}\s?/, '').replace(/-{2,}$/, ':') : text;
  if (!/[:：]\u200e?$/.test(line)) return false;
  return (
    NO_VERB.test(line) ||
    [...line.matchAll(WROTE)].some(({0: verb, index}) => {
      return saysWho(line.slice(0, index), line.slice(index + verb.length));
    })
  );
}

/** Whether what stands around the verb is a name and a date, or a name alone. */
function saysWho(before: string, after: string): boolean {
  if (after.length > AFTER_VERB) return false;
  if (/\d/.test(before) || /^.{0,60}\d/.test(after)) return true;
  return /^\s?[:：]/.test(after) && before.length < LONGEST_NAME && before.trim() !== '';
}

/** An attribution that cannot be a sentence of the sender's: it names an address, or a day and a time. */
export function isSureAttribution(line: string): boolean {
  if (!isAttribution(line)) return false;
  if (/@|</.test(line) || NOTES.test(line)) return true;
  return /\b\d{4}\b/.test(line) && /\d{1,2}[:.h]\d{2}/.test(line) && namesWriter(line);
}

/** Whether a name stands right before or behind the verb: "the technician wrote" is the sender's own sentence. */
function namesWriter(line: string): boolean {
  return [...line.matchAll(WROTE)].some(({0: verb, index}) => {
    const before = line.slice(0, index).trim().split(/\s+/).at(-1) ?? '';
    const after = line.slice(index + verb.length).trim();
    return NAME.test(before) || NAME.test(after);
  });
}
