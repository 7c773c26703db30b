// Which network a visitor is counted by, and what of a forwarded address is believed.
import { expect, test } from "vitest";
import { networkOf, networkOfVisitor, visitorAddress } from "../../../lib/limits/network.ts";

test.each([
  ["an IPv4 address by its /24", "203.0.113.77", "203.0.113"],
  ["the same written as IPv6", "::ffff:203.0.113.9", "203.0.113"],
  ["an IPv6 address by its /64", "2001:db8:0:7::1", "2001:db8:0:7"],
  ["the same, written out", "2001:0DB8:0000:0007:abcd:ef01:2345:6789", "2001:db8:0:7"],
  ["a short one", "2001:db8::1", "2001:db8:0:0"],
  ["one with its interface", "fe80::1%eth0", "fe80:0:0:0"],
  ["anything else as one network of its own", "'; drop table", "unknown"],
  ["nothing", "", "unknown"],
])("counts %s", (_what, address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("without a proxy of ours nothing that a visitor writes is believed", () => {
  expect(visitorAddress("198.51.100.1", "203.0.113.5", 0)).toBe("198.51.100.1");
});

test("each proxy adds whom it heard from; what stands before is the visitor's own word", () => {
  expect(visitorAddress("10.0.0.2", "203.0.113.5", 1)).toBe("203.0.113.5");
  expect(visitorAddress("10.0.0.2", "1.1.1.1, 203.0.113.5", 1)).toBe("203.0.113.5");
  expect(visitorAddress("10.0.0.2", "1.1.1.1, 203.0.113.5, 10.0.0.1", 2)).toBe("203.0.113.5");
  expect(visitorAddress("10.0.0.2", undefined, 1)).toBe("10.0.0.2");
});

test("whoever sits at the machine itself is nobody's network, unless a proxy only looks like that", () => {
  const from = (address: string) => new Headers({ "x-forwarded-for": address });
  expect(networkOfVisitor(from("::1"), "http://localhost:3000")).toBeNull();
  expect(networkOfVisitor(from("::ffff:127.0.0.1"), "http://localhost:3000")).toBeNull();
  expect(networkOfVisitor(from("127.0.0.1"), "https://clinic.example")).toBe("127.0.0");
  expect(networkOfVisitor(from("203.0.113.5"), "http://localhost:3000")).toBe("203.0.113");
});
