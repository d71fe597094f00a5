import { Column, type ColumnOptions, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// Declared `int8`: declared `bigint`, TypeORM's save() would give generated ids back as strings.

/** The row's own id, given by the database. */
export const GeneratedId = () => PrimaryGeneratedColumn('identity', { type: 'int8', generatedIdentity: 'BY DEFAULT' });
/** A part of a primary key that is another row's id. */
export const IdColumn = () => PrimaryColumn({ type: 'int8' });
/** Another row's id. */
export const ReferenceColumn = (options: ColumnOptions = {}) => Column({ ...options, type: 'int8' });
export const CountColumn = () => Column({ type: 'int4', default: 0 });
export const TimeColumn = (options: ColumnOptions = {}) => Column({ ...options, type: 'timestamptz' });
/** When the row was made, by the database's clock; `insert: false` leaves it to the column's default. */
export const CreatedAt = () => Column({ type: 'timestamptz', insert: false, update: false });
