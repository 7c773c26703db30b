// The doors to the outside that a verb may use, opened together from one configuration.
import { mailGateway, type MailConfig, type MailGateway } from "./mail.ts";
import { stripeGateway, type StripeConfig, type StripeGateway } from "./stripe.ts";

export type Gateways = { stripe: StripeGateway; mail: MailGateway };

export type GatewaysConfig = { stripe: StripeConfig; mail: MailConfig };

/** Connects to nothing yet; throws a sentence when the configuration is unsafe. */
export function openGateways(config: GatewaysConfig): Gateways {
  return { stripe: stripeGateway(config.stripe), mail: mailGateway(config.mail) };
}
