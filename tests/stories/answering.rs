//! Answering by the link in the letter, without an account.

use blackbox::{PERSON_NAME, PERSON_PHONE, each_site};

#[tokio::test]
async fn opening_the_link_changes_nothing_however_often() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        let before = site.referral(&sent.id).await;

        for _ in 0..3 {
            let page = site.visitor().page(&link).await.ok();
            page.hides(PERSON_NAME).hides(PERSON_PHONE);
            let head = site.visitor().request(reqwest::Method::HEAD, &link);
            site.visitor().send(head).await.ok();
        }

        assert_eq!(site.referral(&sent.id).await, before);
    })
    .await;
}
