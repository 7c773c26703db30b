// What booking answers: open starts, a hold, a booking with what changing it would cost, and a day of the desk.

export type SlotView = { start: Date; end: Date; practitionerIds: string[] };
export type SlotsView = { timeZone: string; slots: SlotView[] };

export type HoldView = { appointmentId: string; expiresAt: Date; practitionerId: string };

export type BookedView = {
  appointmentId: string;
  chainId: string;
  /** The signed key of the booking's own page. */
  manageToken: string;
  /** `held` while an online payment is still to come. */
  status: "booked" | "held";
  start: Date;
  end: Date;
  practitionerId: string;
  /** What is to be paid online now: 0 when paying at the clinic. */
  amountDueMinor: number;
};

export type AppointmentStatus = "held" | "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow" | "expired";

export type BookingPolicy = { cancelNoticeHours: number; lateFeeMinor: number; depositMinor: number };

/** The latest appointment of a chain. */
export type BookingView = {
  appointmentId: string;
  chainId: string;
  sequence: number;
  status: AppointmentStatus;
  start: Date;
  end: Date;
  timeZone: string;
  serviceId: string;
  serviceName: string;
  disciplineCode: string;
  practitionerId: string;
  practitionerName: string;
  practitionerTitle: string;
  location: { name: string; address: string; phone: string; arrival: string };
  priceMinor: number;
  taxMinor: number;
  taxCode: string;
  patientMinor: number;
  payer: string;
  currency: string;
  policy: BookingPolicy;
  visitId: string | null;
  /** The patient has said that they are coming. */
  confirmed: boolean;
  /** Still live and not begun. */
  canChange: boolean;
  /** Until then cancelling is free. */
  freeUntil: Date;
  /** What cancelling now would cost. */
  feeNowMinor: number;
};

export type Cancelled = { late: boolean; feeMinor: number };

export type DayAppointment = {
  appointmentId: string;
  chainId: string;
  sequence: number;
  start: Date;
  end: Date;
  /** Minutes after local midnight of the day shown. */
  startMin: number;
  endMin: number;
  status: AppointmentStatus;
  patientId: string | null;
  patientName: string | null;
  /** The desk has something to know when this patient comes. */
  alert: boolean;
  serviceName: string;
  serviceKind: "first" | "follow_up";
  /** Starts of this service lie on multiples of it, in minutes after the hour. */
  stepMin: number;
  disciplineCode: string;
  letter: string;
  hue: number;
  /** Rooms and equipment it takes. */
  unitIds: string[];
  overbookReason: string | null;
  reviewRequired: boolean;
  changedAfterStop: boolean;
  /** Where it stands in its plan, within its own discipline. */
  place: { number: number; total: number } | null;
  /** What the patient still owes of it. */
  owedMinor: number | null;
  bookedVia: string;
};

export type DayColumn = {
  practitionerId: string;
  name: string;
  title: string;
  /** Open time of the day in minutes after local midnight. */
  open: { startMin: number; endMin: number }[];
  timeOff: { startMin: number; endMin: number; reason: string }[];
  appointments: DayAppointment[];
};

export type DaysView = {
  timeZone: string;
  /** Everybody who works there, in the clinic's order. */
  people: { id: string; name: string }[];
  /** Rooms and equipment, by name. */
  units: { id: string; name: string }[];
  days: { date: string; columns: DayColumn[] }[];
};

/** A live appointment that a change of hours would leave outside them. */
export type TouchedAppointment = {
  appointmentId: string;
  patientId: string | null;
  patientName: string | null;
  start: Date;
  end: Date;
  serviceName: string;
};

export type HoursChange = { touched: TouchedAppointment[]; saved: boolean };
