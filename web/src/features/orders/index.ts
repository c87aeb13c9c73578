export { ordersLive } from './live';
export { fulfilmentLabel, historyText, paymentLabel, paymentTone, providerLabel, stateLabel, summary } from './words';
