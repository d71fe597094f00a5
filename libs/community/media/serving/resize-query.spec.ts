import { variantFor } from './resize-query.js';

describe('what a resize query comes nearest to', () => {
  it.each([
    ['image/resize,m_fill,w_300,h_300,limit_0/auto-orient,1/format,webp', 'thumb.webp'], // what the reference's client sends
    ['image/resize,m_fill,w_300,h_300', 'thumb.webp'],
    ['image/resize,m_pad,h_100,w_64', 'thumb.webp'],
    ['image/resize,m_fixed,h_100', 'thumb.webp'],
    ['image/auto-orient,1/resize,m_fill,w_50', 'thumb.webp'],
    ['IMAGE/RESIZE,M_FILL,W_50', 'thumb.webp'],
    ['image/resize,m_fill,w_600,h_200', 'feed.webp'],
    ['image/resize,w_100', 'feed.webp'],
    ['image/resize,w_720', 'feed.webp'],
    ['image/resize,l_500', 'feed.webp'],
    ['image/resize,s_500', 'feed.webp'],
    ['image/resize,h_400', 'feed.webp'],
    ['image/resize,m_lfit,w_721,h_10', 'detail.webp'],
    ['image/resize,w_1600', 'detail.webp'],
    ['image/resize,w_1601', undefined],
    ['image/resize,w_0', undefined],
    ['image/resize,w_-5', undefined],
    ['image/resize,w_1e3', undefined],
    ['image/resize,w_99999999', undefined],
    ['image/resize,p_50', undefined],
    ['image/resize', undefined],
    ['image/resize,', undefined],
    ['image/resize,w', undefined],
    ['image/resized,w_300', undefined],
    ['image/format,webp', undefined],
    ['image/watermark,text_SGVsbG8', undefined],
    ['style/thumb', undefined],
    ['video/snapshot,t_1000,f_jpg,w_300,h_200', 'posterthumb.webp'],
    ['video/snapshot,t_1000,f_jpg,w_800', 'poster.webp'],
    ['video/snapshot', 'poster.webp'],
    ['', undefined],
    ['/', undefined],
    ['../../etc/passwd', undefined],
    ['image/'.repeat(1000), undefined],
    [['image/resize,w_300'], undefined],
    [undefined, undefined],
    [7, undefined],
  ])('%j: %s', (query, variant) => {
    expect(variantFor(query)).toBe(variant);
  });
});
