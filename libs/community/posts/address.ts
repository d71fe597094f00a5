export { addressFrom } from '#kernel/http';
