import { proxies } from './readers.js';
import { text } from './setting.js';

/** Whom this deployment calls. */
export const outboundSettings = {
  outboundAllow: text(
    'OUTBOUND_ALLOW',
    {
      default: '',
      about:
        'Addresses or networks, separated by commas, that webhooks may call though they are not public, such as `10.20.0.0/16` for receivers of your own. Whoever may add webhooks can then reach them.',
    },
    proxies,
  ),
};
