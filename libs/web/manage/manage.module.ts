import { Module } from '@nestjs/common';

/** The desk of a community's owner. */
@Module({})
export class ManageModule {}
