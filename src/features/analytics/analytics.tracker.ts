/**
 * The script for pages, as browsers get it: no cookie and no storage, page views of a page and of an app that changes its
 * address, events by `rookery('signup', { plan: 'pro' })`. Of the address it sends the path and the tags of campaigns only.
 */
export const TRACKER = `(function (window, document, navigator) {
  'use strict';
  var script = document.currentScript;
  var site = script && script.getAttribute('data-site');
  if (!site || navigator.globalPrivacyControl || navigator.doNotTrack === '1') {
    window.rookery = function () {};
    return;
  }
  var excluded = (script.getAttribute('data-exclude') || '').split(',').filter(Boolean);
  var target = script.src.replace(/tracker\\.js.*$/, 'analytics/' + encodeURIComponent(site) + '/events');
  var referrer = document.referrer;
  var last;

  function address() {
    var tags = location.search.slice(1).split('&').filter(function (tag) {
      return /^utm_(source|medium|campaign)=/.test(tag);
    });
    return location.origin + location.pathname + (tags.length ? '?' + tags.join('&') : '');
  }

  function isExcluded() {
    return excluded.some(function (prefix) {
      return location.pathname.indexOf(prefix) === 0;
    });
  }

  function send(event) {
    if (isExcluded()) return;
    event.url = address();
    if (referrer) event.referrer = referrer;
    var body = JSON.stringify(event);
    // As text a page of another origin may send it without asking first.
    if (!navigator.sendBeacon || !navigator.sendBeacon(target, body))
      fetch(target, { method: 'POST', body: body, keepalive: true, mode: 'no-cors' }).catch(function () {});
  }

  function view() {
    if (location.pathname === last) return;
    if (last !== undefined) referrer = location.origin + last;
    last = location.pathname;
    send({ name: 'pageview' });
  }

  function track(name, properties) {
    var event = { name: name };
    if (properties) event.properties = properties;
    send(event);
  }

  function follow(method) {
    var original = history[method];
    history[method] = function () {
      original.apply(this, arguments);
      view();
    };
  }

  function start() {
    follow('pushState');
    follow('replaceState');
    window.addEventListener('popstate', view);
    view();
    var waiting = (window.rookery && window.rookery.q) || [];
    window.rookery = track;
    waiting.forEach(function (call) {
      track.apply(null, call);
    });
  }

  if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
})(window, document, navigator);
`;
