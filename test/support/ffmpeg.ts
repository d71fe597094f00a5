import { spawnSync } from 'node:child_process';
import { path as packaged } from '@ffmpeg-installer/ffmpeg';

/** The program that films of tests are made with: the machine's own, else that of the package. */
export const ffmpegFile = (): string => (spawnSync('ffmpeg', ['-version']).error ? packaged : 'ffmpeg');
