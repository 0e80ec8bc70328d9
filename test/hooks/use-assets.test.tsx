import {Text} from 'ink';
import {render} from 'ink-testing-library';
import {expect, onTestFinished, test} from 'vitest';
import type {Api} from '../../src/api/api.ts';
import {assetPlaceText, type Asset} from '../../src/domain/assets/asset.ts';
import {useAssets} from '../../src/hooks/useAssets.ts';
import {ServicesProvider} from '../../src/hooks/useServices.tsx';
import type {Services} from '../../src/state/services.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';
import {memoryStore} from '../store/temporary.ts';

const FOUND: Asset = {
  number: toSafeLine('9912044'),
  serial: toSafeLine('1011585-M'),
  ibx: toSafeLine('LD8'),
  isWhole: false,
};

function Places({typed}: {readonly typed: string}) {
  return <Text>{useAssets(typed).assets.map(assetPlaceText).join('; ')}</Text>;
}

test('where exactly an asset is shows as soon as it is read, though nothing else is drawn', async () => {
  const api: Pick<Api, 'searchAssets' | 'getAsset'> = {
    searchAssets: async () => ({assets: [FOUND], total: 1}),
    getAsset: async () => ({...FOUND, cabinet: toSafeLine('LD8:03:001040:0102'), isWhole: true}),
  };
  const services = {api, store: memoryStore(), clock: Date} as unknown as Services;
  const {lastFrame, unmount} = render(
    <ServicesProvider services={services}>
      <Places typed="1011585-m" />
    </ServicesProvider>,
  );
  onTestFinished(unmount);
  await expect.poll(lastFrame).toBe('LD8, cabinet LD8:03:001040:0102');
});
