import { AppError } from '#kernel/http';

export class OperatorDisabled extends AppError {
  constructor() {
    super('operator.disabled');
  }
}
