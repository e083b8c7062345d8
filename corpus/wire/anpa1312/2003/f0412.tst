F0412franc
u e BC-FRA--Cirque-Baleine     06-11 0187
^BC-FRA--Cirque-Baleine,187<
^À Sète, une baleine de papier fait le tour du port <
^AP Photo SET101, SET102<
^Eds: avec photos AP. Corrige le nom de l'artiste.<
^By CLÉMENCE ROQUES and HUGO VIALA=
^Associated Press=
	   SÈTE, France (AP) _ Une baleine de papier de onze mètres a fait mercredi le tour du port de Sète sur une barge de joutes, sous les yeux de quelque deux mille curieux. 
 
	   ``Elle devait couler au bout d'une heure, elle a tenu jusqu'au soir _ et nous avec'', a raconté Joachim Bessière, l'artiste qui l'a pliée. 
 
	   La capitainerie n'a signalé aucun incident, sinon une mouette ``très insistante''. 
 
	   ___
 
	   Sur le Net: la mairie de Sète publiera un film samedi. 
 

	AP-WF-06-11-03 1522GMT<



