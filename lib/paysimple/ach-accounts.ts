import { withDeleted } from './envelope'
import type { Transport } from './transport'
import { asObject, path, readFlag, readId, readInstant, readReference, readText } from './wire'

export type NewAchAccount = {
  CustomerId: number
  /** Nine digits with a valid check digit. */
  RoutingNumber: string
  /** 4 to 100 digits. */
  AccountNumber: string
  /** 100 characters at most. */
  BankName: string
  /** True for a checking account, false for savings. */
  IsCheckingAccount: boolean
  /** Whether it becomes the default. A customer's first bank account does anyway (PS-032). */
  IsDefault?: boolean
}
/** A saved bank account. `AccountNumber` is masked except for the last four (PS-031). */
export type AchAccount = {
  Id: number
  CustomerId: number | null
  RoutingNumber: string | null
  AccountNumber: string | null
  BankName: string | null
  IsCheckingAccount: boolean | null
  IsDefault: boolean
  LastModified: Date | null
  CreatedOn: Date | null
}
/** A bank account as read, with the other account type. */
export type AchAccountUpdate = Pick<
  AchAccount,
  'Id' | 'CustomerId' | 'RoutingNumber' | 'AccountNumber' | 'BankName' | 'IsCheckingAccount'
>

const PATH = '/v4/account/ach'

export function achAccounts(send: Transport) {
  return {
    /**
     * Adds a bank account to a customer (PS-034). Unlike a card, the same one again is refused, so after an error that
     * `mayHaveBeenProcessed` the customer's accounts tell whether it exists.
     * @throws PaySimpleError `refused` for a wrong routing number (field RoutingNumber) or an account that exists
     *   already
     */
    create: async (account: NewAchAccount): Promise<AchAccount> => {
      const body = { ...account, IsDefault: account.IsDefault ?? false }
      return send({ method: 'POST', path: PATH, body }, ({ response }) => readAchAccount(response))
    },

    /** Returns a bank account by its AccountId, even a deleted one (PS-037). */
    get: async (id: number): Promise<AchAccount & { deleted: boolean }> =>
      send({ method: 'GET', path: path`/v4/account/ach/${id}` }, withDeleted(readAchAccount)),

    /** Changes IsCheckingAccount. PaySimple ignores anything else (PS-035). */
    update: async (account: AchAccountUpdate): Promise<AchAccount> => {
      const { Id, CustomerId, RoutingNumber, AccountNumber, BankName, IsCheckingAccount } = account
      const body = { Id, CustomerId, RoutingNumber, AccountNumber, BankName, IsCheckingAccount }
      return send({ method: 'PUT', path: PATH, body }, ({ response }) => readAchAccount(response))
    },

    /**
     * Deletes a bank account. If it was the default, the oldest other one becomes default (PS-038).
     * @throws PaySimpleError `refused` while an active schedule charges it
     */
    delete: async (id: number): Promise<void> =>
      send({ method: 'DELETE', path: path`/v4/account/ach/${id}` }, () => undefined),
  }
}

export function readAchAccount(response: unknown): AchAccount {
  const wire = asObject(response)
  return {
    Id: readId(wire.Id),
    CustomerId: readReference(wire.CustomerId),
    RoutingNumber: readText(wire.RoutingNumber),
    AccountNumber: readText(wire.AccountNumber),
    BankName: readText(wire.BankName),
    IsCheckingAccount: readFlag(wire.IsCheckingAccount),
    IsDefault: readFlag(wire.IsDefault) === true,
    LastModified: readInstant(wire.LastModified),
    CreatedOn: readInstant(wire.CreatedOn),
  }
}
