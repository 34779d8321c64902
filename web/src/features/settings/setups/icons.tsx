import {
  IconArmchair,
  IconBriefcase,
  IconCar,
  IconPlane,
  IconScissors,
  IconShieldCheck,
  IconStethoscope,
  IconTemplate,
  IconTruckDelivery,
} from '@tabler/icons-react';

const icons: Record<string, typeof IconTemplate> = {
  armchair: IconArmchair,
  briefcase: IconBriefcase,
  car: IconCar,
  plane: IconPlane,
  scissors: IconScissors,
  'shield-check': IconShieldCheck,
  stethoscope: IconStethoscope,
  'truck-delivery': IconTruckDelivery,
};

export function TradeIcon({ name, size = 20 }: { name: string; size?: number }) {
  const Icon = icons[name] ?? IconTemplate;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
