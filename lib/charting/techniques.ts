// Techniques by name. Who may use which stands in the clinic's scope rows, not here.

export const techniqueNames: Readonly<Record<string, string>> = {
  trigger_point_pressure: "Trigger point pressure",
  myofascial: "Myofascial release",
  swedish: "Swedish massage",
  stretching: "Stretching",
  breathing: "Breathing",
  home_mobility: "Home mobility",
  therapeutic_exercise: "Therapeutic exercise",
  joint_mobilisation: "Joint mobilisation",
  spinal_thrust: "Spinal thrust",
  intra_oral: "Intra-oral work",
  needling: "Needling",
  cupping: "Cupping",
  tens: "TENS",
  ultrasound: "Ultrasound",
  electro_acupuncture: "Electro-acupuncture",
  laser: "Laser",
  shockwave: "Shockwave",
  vestibular_rehab: "Vestibular rehabilitation",
};
