import { bucketName, httpAddress } from './readers.js';
import { flag, hostName, integer, optional, text } from './setting.js';

/** Where files are kept, how many, and what is made of them. */
export const mediaSettings = {
  s3Endpoint: optional(
    'S3_ENDPOINT',
    {
      unset: 'files are kept in `DATA_DIR`; with `S3_BUCKET` alone, in Amazon S3',
      about: 'S3 store for the files of members: MinIO, Ceph, Garage or any other, `http://` or `https://`.',
    },
    httpAddress,
  ),
  s3PublicEndpoint: optional(
    'S3_PUBLIC_ENDPOINT',
    {
      unset: '`S3_ENDPOINT`',
      about: 'The same store as browsers reach it, for uploads and downloads by signed links.',
    },
    httpAddress,
  ),
  s3Bucket: optional(
    'S3_BUCKET',
    {
      unset: '`paopao` with `S3_ENDPOINT`',
      about: 'Bucket, which has to be there. It stays closed to everybody else.',
    },
    bucketName,
  ),
  s3Region: text('S3_REGION', { default: 'us-east-1', about: 'Region of the S3 store.' }, (value) => value),
  s3AccessKeyId: optional(
    'S3_ACCESS_KEY_ID',
    { unset: 'what the machine is given by its cloud', about: 'Access key of the S3 store.' },
    (value) => value,
  ),
  s3SecretAccessKey: optional(
    'S3_SECRET_ACCESS_KEY',
    { secret: true, unset: 'the same', about: 'Secret of the access key.' },
    (value) => value,
  ),
  s3PathStyle: text(
    'S3_PATH_STYLE',
    { default: '1', about: '1: the bucket is in the path of an address; 0: in its host name, as Amazon wants it.' },
    flag,
  ),
  mediaHost: optional(
    'MEDIA_HOST',
    {
      unset: 'files are served on the host of their community',
      about: 'Host, best of another domain, that serves nothing but the files of all communities.',
    },
    hostName,
  ),
  mediaQuota: text(
    'MEDIA_QUOTA_MB',
    { default: '10240', about: 'MB that the files of one community may take in all; 0: no limit.' },
    integer(0, 1_000_000_000),
  ),
  filmSeconds: text(
    'FILM_SECONDS',
    { default: '600', about: 'Films and sounds that last longer are refused.' },
    integer(1, 86_400),
  ),
  filmHeight: text(
    'FILM_HEIGHT',
    { default: '1080', about: 'Films are made smaller so that their shorter side has at most so many pixels.' },
    integer(144, 4320),
  ),
  mediaChildMemory: text(
    'MEDIA_CHILD_MEMORY',
    {
      default: '512',
      about:
        'MB that a child process for tasks of the class `media` may take, at most half of it for JavaScript; one that takes more is killed.',
    },
    integer(128, 65_536),
  ),
  mediaTaskSeconds: text(
    'MEDIA_TASK_SECONDS',
    { default: '600', about: 'After so long the child process of a media task is killed, and the attempt has failed.' },
    integer(1, 1_700), // a worker gives up any task after half an hour, in which its child has to start too
  ),
};
