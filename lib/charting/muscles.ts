// Muscles that are treated, and where their trigger points may refer to. The zones are what textbooks report; how far trigger points
// explain pain is contested, so the words are "may refer to" and nothing is concluded from them.
// Sources: Fernández-de-las-Peñas et al. on tension-type headache (2006–2010); Simons, Travell & Simons, 2nd ed. 1999.

export type Muscle = {
  code: string;
  name: string;
  /** Codes of body regions. */
  refersTo: readonly string[];
};

const muscle = (code: string, name: string, ...refersTo: string[]): Muscle => ({ code, name, refersTo });

export const muscles: readonly Muscle[] = [
  muscle("upper_trapezius", "Upper trapezius", "neck_side", "ear", "temple", "jaw"),
  muscle("suboccipitals", "Suboccipitals", "occiput", "temple", "eye"),
  muscle("scm_sternal", "Sternocleidomastoid, sternal", "occiput", "vertex", "cheek", "eye"),
  muscle("scm_clavicular", "Sternocleidomastoid, clavicular", "forehead", "ear"),
  muscle("levator_scapulae", "Levator scapulae", "neck_base", "blade_edge", "shoulder_back"),
  muscle("masseter", "Masseter", "forehead", "cheek", "jaw", "jaw_joint"),
  muscle("temporalis", "Temporalis", "temple", "forehead", "eye"),
  muscle("splenius_capitis", "Splenius capitis", "vertex"),
  muscle("splenius_cervicis", "Splenius cervicis", "neck_base", "occiput", "eye"),
  muscle("semispinalis_capitis", "Semispinalis capitis", "temple", "occiput"),
  muscle("scalenes", "Scalenes", "chest", "blade_edge", "arm_upper", "hand"),
  muscle("pectorals", "Pectorals", "shoulder_front", "chest", "arm_upper"),
  muscle("pterygoids", "Pterygoids", "jaw_joint", "cheek"),
  muscle("rhomboids", "Rhomboids", "blade_edge"),
  muscle("infraspinatus", "Infraspinatus", "shoulder_front", "arm_upper"),
  muscle("erector_spinae", "Erector spinae", "low_back", "buttock"),
  muscle("quadratus_lumborum", "Quadratus lumborum", "low_back", "buttock", "hip"),
  muscle("gluteals", "Gluteals", "buttock", "thigh_back"),
  muscle("other", "Another muscle"),
];

export const muscleOf = (code: string): Muscle | undefined => muscles.find((one) => one.code === code);
