import type {OutboxItem} from '../../domain/records.ts';
import type {IbxLocation} from '../../domain/ticket/ticket-places.ts';

/** What turning a ticket into lines needs besides the ticket. */
export type LineContext = {
  /** Cells a line may take. */
  readonly width: number;
  readonly now: number;
  /** A time as the user wants it: this machine's zone, the site's or UTC. */
  readonly time: (iso: string | undefined) => string;
  /** The same by every clock, the chosen one first. */
  readonly times: (iso: string) => readonly string[];
  /** The account's sites, where they are known. */
  readonly sites: readonly IbxLocation[];
  /** The ticket's page in the portal. */
  readonly page: string;
  /** The keys for what failed or waits, in words. */
  readonly outboxKeys: string;
  /** The key that takes this back, while it has not gone out yet. */
  readonly undoKey: (item: OutboxItem) => string | undefined;
  /** The keys that save files, in words. */
  readonly fileKeys: string;
  /** Whether the note of this id was written here as the answer to a question. */
  readonly isAnswer: (noteId: string) => boolean;
  /** Who of the team wrote the note of this key, where that is known. */
  readonly nameOf: (key: string) => string | undefined;
  /** Keys of items that were new when the ticket was opened. */
  readonly isNew: (key: string) => boolean;
};
