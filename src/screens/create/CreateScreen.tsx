import type {CreateField} from '../../state/navigation.ts';
import type {Ui} from '../ui.ts';
import {CreateForm} from './CreateForm.tsx';
import {CreateReview} from './CreateReview.tsx';

export type CreateScreenProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  readonly step: 'form' | 'review';
  readonly field: CreateField;
};

/** A new ticket: the form, and what comes of it before it is sent. */
export function CreateScreen({step, field, ...size}: CreateScreenProps) {
  // A field's keys go with it.
  return step === 'review' ? (
    <CreateReview {...size} field={field} />
  ) : (
    <CreateForm key={field} {...size} field={field} />
  );
}
