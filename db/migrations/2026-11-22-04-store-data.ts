import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table product (
  store_id text not null references store,
  sku text not null,
  title text not null,
  category text,
  supplier text,
  supply_mode text not null check (supply_mode in ('own', 'dropship')),
  price bigint not null,
  list_price bigint,
  lowest30d bigint,
  cost bigint,
  sales_history integer not null,
  daily_average double precision not null,
  restock_days integer,
  praise_rate double precision,
  no_return boolean not null,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (store_id, sku)
);

create table stock (
  store_id text not null references store,
  sku text not null,
  on_hand integer not null check (on_hand >= 0),
  locked integer not null check (locked >= 0 and locked <= on_hand),
  seconds integer not null check (seconds >= 0),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (store_id, sku)
);

create table shop_order (
  store_id text not null references store,
  order_no text not null,
  platform text not null,
  buyer_key text,
  buyer_tier text,
  lines jsonb not null,
  paid bigint not null,
  freight bigint not null,
  freight_insurance boolean not null,
  paid_at timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (store_id, order_no)
);
create index shop_order_of_buyer on shop_order (store_id, buyer_key) where buyer_key is not null;

create table parcel (
  store_id text not null references store,
  waybill text not null,
  carrier text,
  direction text not null check (direction in ('outbound', 'return')),
  order_no text,
  freight bigint,
  scans jsonb not null,
  last_scan_at timestamptz,
  received_at timestamptz,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (store_id, waybill)
);
create index parcel_of_order on parcel (store_id, order_no) where order_no is not null;

create table after_sale_case (
  store_id text not null references store,
  after_sale_no text not null,
  kind text not null check (kind in ('return', 'complaint')),
  order_no text not null,
  sku text,
  reason text,
  wanted text,
  platform_case_no text,
  applied_at timestamptz not null,
  refunded_at timestamptz,
  refunded bigint,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (store_id, after_sale_no)
);
create index after_sale_case_of_order on after_sale_case (store_id, order_no);
create index after_sale_case_of_sku on after_sale_case (store_id, sku, applied_at);
`

/** What the store's own systems know. */
export const storeData: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
