import { integer, text } from './setting.js';

export const lifeSettings = {
  deletionGraceDays: text(
    'DELETION_GRACE_DAYS',
    {
      default: '7',
      about: 'For so many days a community that was deleted can be restored; then all of it is removed for good.',
    },
    integer(0, 365),
  ),
};
