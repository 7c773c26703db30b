// The doors to the outside that a verb may use, opened together from one configuration.
import { mailGateway, type MailConfig, type MailGateway } from "./mail.ts";
import { smsGateway, type SmsConfig, type SmsGateway } from "./sms.ts";
import { stripeGateway, type StripeConfig, type StripeGateway } from "./stripe.ts";

/** Without a service of text messages everything goes by mail. */
export type Gateways = { stripe: StripeGateway; mail: MailGateway; sms: SmsGateway | null };

export type GatewaysConfig = { stripe: StripeConfig; mail: MailConfig; sms?: SmsConfig | null };

/** Connects to nothing yet; throws a sentence when the configuration is unsafe. */
export function openGateways(config: GatewaysConfig): Gateways {
  const { stripe, mail, sms } = config;
  return { stripe: stripeGateway(stripe), mail: mailGateway(mail), sms: sms ? smsGateway(sms) : null };
}
