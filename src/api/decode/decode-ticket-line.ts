import type {Reader} from './decode.ts';
import {present} from '../../domain/present.ts';
import type {TicketLine} from '../../domain/ticket.ts';

/** One entry of `otherDetails.details`. */
export function decodeLine(reader: Reader): TicketLine {
  return {
    ...present({
      lineId: reader.line('lineId'),
      parentLineId: reader.line('parentLineId'),
      productType: reader.line('productType'),
      productOfferingCode: reader.line('productOfferingCode'),
      productCode: reader.line('productCode'),
      productName: reader.line('productName'),
      status: reader.line('status'),
      ibx: reader.line('ibx'),
      cage: reader.line('cage'),
      requestType: reader.line('requestType'),
      activityId: reader.line('activityId'),
      estimatedCompletion: reader.object('estimatedCompletion')?.dateTime('originalDateTime'),
      updatedDateTime: reader.dateTime('updatedDateTime'),
      reOpen: reader.flag('reOpen'),
      respond: reader.flag('respond'),
      modifiable: reader.flag('modifiable'),
      cancellable: reader.flag('cancellable'),
    }),
    purchaseOrder: reader.pairs('purchaseOrder') ?? [],
    additionalInfo: reader.pairs('additionalInfo') ?? [],
  };
}
